// What does not lie where it should on a page set from right to left.
const problems = [];
const width = document.documentElement.clientWidth;
const isWide = matchMedia("(width >= 64rem)").matches;
const all = (selector) => [...document.querySelectorAll(selector)].filter((at) => at.checkVisibility());
const first = (selector) => all(selector)[0];
const check = (holds, problem) => holds || problems.push(problem);
/** The box without its padding. */
const inside = (at) => {
  const [box, style] = [at.getBoundingClientRect(), getComputedStyle(at)];
  return { left: box.left + parseFloat(style.paddingLeft), right: box.right - parseFloat(style.paddingRight) };
};
/** How far to the right the words reach. */
const wordsEnd = (at) => {
  const range = document.createRange();
  range.selectNodeContents(at);
  return Math.max(...[...range.getClientRects()].map((rect) => rect.right));
};
const sizeOf = (at) => getComputedStyle(at).fontSize;
const isAt = (one, other) => Math.abs(one - other) <= 2;

const main = inside(document.querySelector("main"));
const heading = document.querySelector("main h1");
const opening = document.querySelector(".goal-page__opening");
const start = opening ? inside(opening).right - parseFloat(getComputedStyle(opening).borderRightWidth) : main.right;
check(isAt(wordsEnd(heading), start), `the heading begins ${start - wordsEnd(heading)} px from the right`);
if (opening) check(isAt(opening.getBoundingClientRect().right, main.right), "the goal's colour is not at the right");

const crumbs = all(".breadcrumbs li");
if (crumbs.length > 0) {
  check(isAt(wordsEnd(crumbs[0].querySelector("a")), main.right), "the breadcrumbs do not begin at the right");
}
if (crumbs.length > 1) {
  const [one, other] = crumbs.map((at) => at.getBoundingClientRect());
  check(one.left >= other.right - 1, "the breadcrumbs run from left to right");
}

for (const list of all(".teaser-list")) {
  const edge = list.getBoundingClientRect().right;
  const row = list.querySelector(".teaser");
  if (!row) continue;
  const begin = row.querySelector(".kicker__part") ?? row.querySelector(".teaser__title");
  check(isAt(wordsEnd(begin), edge), `a list begins ${edge - wordsEnd(begin)} px from the right`);
}
for (const list of all(".prose > ul:not([role])")) {
  check(parseFloat(getComputedStyle(list).paddingRight) > 0, "the marks of a list have no room at the right");
}
// What is set larger for Arabic letters is so once, not again in every part of a part.
for (const item of all(".section-index > li, .breadcrumbs ol > li, .facts ul > li")) {
  const [size, around] = [sizeOf(item), sizeOf(item.parentElement)];
  check(size === around, `a part of a part is set in ${size} within ${around}`);
}
const [text, margin] = [first(".columns__text"), first(".columns > .contents, .columns__margin")];
if (isWide && text && margin) {
  const isLeft = margin.getBoundingClientRect().right <= text.getBoundingClientRect().left;
  check(isLeft, "the margin does not lie left of the text");
}
const [filters, rows] = [first(".news__filters"), first(".news__list")];
if (isWide && filters && rows) {
  const isRight = filters.getBoundingClientRect().left >= rows.getBoundingClientRect().right;
  check(isRight, "the filters do not lie right of the list");
}
const [wordmark, language] = [first(".wordmark"), first(".language")].map((at) => at.getBoundingClientRect());
check(isAt(wordmark.right, main.right), "the wordmark does not begin at the right");
const isLeft = language.right <= wordmark.left || language.top >= wordmark.bottom - 1;
check(isLeft, "the language switch does not lie left of the wordmark");
return { problems, parts: [Boolean(margin), Boolean(filters), crumbs.length > 0, width] };
