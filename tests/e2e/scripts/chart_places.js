// What of the charts of a page lies where it cannot be read: words over words or out of the screen, symbols off the
// map, parts of miniatures over one another; a line for each.
const problems = [];
const width = document.documentElement.clientWidth;
if (document.documentElement.scrollWidth > width) problems.push("the page scrolls sideways");
const isShown = (at) => at.checkVisibility({ visibilityProperty: true, opacityProperty: true });
const box = (at) => at.getBoundingClientRect();
const name = (at) => `${at.getAttribute("class").split(" ")[0]} “${at.textContent.trim()}”`;
const overlap = (one, other) => {
  const [a, b] = [box(one), box(other)];
  const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return across > 0.5 && down > Math.min(a.height, b.height) / 4;
};
const pairs = (all) => all.flatMap((one, index) => all.slice(index + 1).map((other) => [one, other]));

for (const drawing of document.querySelectorAll(".chart__drawing")) {
  const chart = drawing.closest("figure").querySelector("figcaption").textContent;
  const words = [...drawing.querySelectorAll("text")];
  for (const [one, other] of pairs(words.filter(isShown))) {
    if (overlap(one, other)) problems.push(`${chart}: ${name(one)} and ${name(other)} lie over each other`);
  }
  // Those that show only when their mark is reached as well.
  for (const at of words.filter((at) => at.checkVisibility())) {
    const { left, right } = box(at);
    if (left < -0.5 || right > width + 0.5) problems.push(`${chart}: ${name(at)} sticks out of the screen`);
  }
}

for (const map of document.querySelectorAll(".chart__map")) {
  const chart = map.closest("figure").querySelector("figcaption").textContent;
  const picture = map.querySelector("img");
  if (!picture.complete || picture.naturalWidth === 0) problems.push(`${chart}: the map is not there`);
  const ground = box(picture);
  const symbols = [...map.querySelectorAll(".chart__symbol, .chart__land")];
  if (symbols.length === 0) problems.push(`${chart}: no symbols and no shades`);
  for (const symbol of symbols) {
    const { left, right, top, bottom } = box(symbol);
    const isInside =
      left >= ground.left - 0.5 && right <= ground.right + 0.5 && top >= ground.top - 0.5 && bottom <= ground.bottom + 0.5;
    if (!isInside) problems.push(`${chart}: ${symbol.parentElement.getAttribute("aria-label")} lies off the map`);
  }
}

for (const miniature of document.querySelectorAll(".chart-miniature")) {
  const card = miniature.closest("li").querySelector("a").textContent;
  const [frame, bars] = [box(miniature), [...miniature.children].map(box)];
  const isOut = ({ left, right }) => left < frame.left - 0.5 || right > frame.right + 0.5;
  if (bars.some(isOut)) problems.push(`the miniature of ${card} lies out of its frame`);
  const areOver = ([a, b]) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5;
  if (pairs(bars).some(areOver)) problems.push(`parts of the miniature of ${card} lie over each other`);
}
return [...new Set(problems)];
