// Links and controls that are hard to hit (WCAG 2.2, 2.5.8): smaller than 24 px with another one closer than 24 px.
// Links within a line of other words are left aside, as the criterion does. Below an open popover nothing can be hit.
const LEAST = 24;
const isInLine = (target) => {
  if (target.localName !== "a" || getComputedStyle(target).display !== "inline") return false;
  let block = target.parentElement;
  while (["inline", "contents"].includes(getComputedStyle(block).display)) block = block.parentElement;
  const rest = block.cloneNode(true);
  for (const part of rest.querySelectorAll("a, button, summary, input")) part.remove();
  return /\S/.test(rest.textContent);
};
const root = document.querySelector("nav:popover-open") ?? document;
const targets = [...root.querySelectorAll("a[href], button, summary, input, select, textarea")]
  .filter((target) => target.checkVisibility({ visibilityProperty: true }) && !target.closest(".skip-link"))
  .map((target) => ({ target, rect: target.getBoundingClientRect() }))
  .filter(({ rect }) => rect.width > 0 && rect.height > 0)
  .map((at) => ({
    ...at,
    isSmall: Math.min(at.rect.width, at.rect.height) < LEAST - 0.01,
    x: (at.rect.left + at.rect.right) / 2,
    y: (at.rect.top + at.rect.bottom) / 2,
  }));
const distance = ({ rect }, x, y) =>
  Math.hypot(Math.max(rect.left - x, 0, x - rect.right), Math.max(rect.top - y, 0, y - rect.bottom));
const found = [];
for (const one of targets) {
  if (!one.isSmall || isInLine(one.target)) continue;
  const near = targets.find((other) => {
    if (other === one) return false;
    if (other.isSmall && Math.hypot(other.x - one.x, other.y - one.y) < LEAST) return true;
    return distance(other, one.x, one.y) < LEAST / 2;
  });
  const name = ({ target }) => `${target.localName} “${(target.ariaLabel ?? target.textContent).trim().slice(0, 30)}”`;
  const size = `${one.rect.width.toFixed(1)} × ${one.rect.height.toFixed(1)} px`;
  if (near) found.push(`${name(one)}, ${size}, is close to ${name(near)}`);
}
return { found, count: targets.length };
