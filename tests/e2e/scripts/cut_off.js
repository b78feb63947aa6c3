// Words that stick out of the screen, are cut off by an element around them or lie under other words; a line for each.
// Popovers have to be closed: an open one covers what is below on purpose.
const root = document.documentElement;
const width = root.clientWidth;
const problems = [];
if (root.scrollWidth > width) problems.push("the page scrolls sideways");

const words = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const node = walker.currentNode;
  const element = node.parentElement;
  if (!node.data.trim() || element.closest(".visually-hidden, .skip-link, script, style")) continue;
  if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
  const range = document.createRange();
  range.selectNodeContents(node);
  const around = [];
  for (let at = element; at && at !== root; at = at.parentElement) {
    const style = getComputedStyle(at);
    if (style.overflowX !== "visible" || style.overflowY !== "visible") around.push([at, style]);
  }
  let block = element;
  while (["inline", "contents"].includes(getComputedStyle(block).display)) block = block.parentElement;
  const scrolls = around.some(([, style]) => ["auto", "scroll"].includes(style.overflowX));
  for (const rect of range.getClientRects()) {
    if (rect.width < 1 || rect.height < 1) continue;
    const what = `“${node.data.trim().slice(0, 40)}”`;
    if (!scrolls && (rect.left < -1 || rect.right > width + 1)) problems.push(`${what} sticks out of the screen`);
    for (const [at, style] of around) {
      if (["auto", "scroll"].includes(style.overflowX)) break;
      const box = at.getBoundingClientRect();
      // The letters of a line may be a little taller than the line.
      const slack = rect.height / 4;
      const isOutAcross = rect.left < box.left - 1 || rect.right > box.right + 1;
      const isOutDown = rect.top < box.top - slack || rect.bottom > box.bottom + slack;
      if (isOutAcross || isOutDown) problems.push(`${what} is cut off by .${at.className}`);
    }
    if (!scrolls) words.push({ rect, block, what });
  }
}

words.sort((a, b) => a.rect.top - b.rect.top);
words.forEach((one, index) => {
  for (const other of words.slice(index + 1)) {
    if (other.rect.top > one.rect.bottom) break;
    if (other.block === one.block) continue;
    const across = Math.min(one.rect.right, other.rect.right) - Math.max(one.rect.left, other.rect.left);
    const down = Math.min(one.rect.bottom, other.rect.bottom) - other.rect.top;
    if (across > 2 && down > Math.min(one.rect.height, other.rect.height) * 0.4) {
      problems.push(`${one.what} and ${other.what} lie over each other`);
    }
  }
});
// The first ones tell what is wrong; what they push aside sticks out as well.
return [...new Set(problems)].slice(0, 6);
