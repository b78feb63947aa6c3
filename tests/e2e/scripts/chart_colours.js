// What of the charts of a page cannot be told from what is behind it: graphical objects with less than 3 : 1 (WCAG 2.2,
// 1.4.11), words with less than 4.5 : 1 (1.4.3); a line for each.
const found = new Set();
const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
/** Red, green, blue, opacity of a colour, each from 0 to 1. */
const parts = (colour) => {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data].map((part) => part / 255);
};
const over = (top, ground) => [0, 1, 2].map((at) => top[at] * top[3] + ground[at] * (1 - top[3])).concat(1);
const light = (colour) => {
  const [r, g, b] = colour.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (one, other) => {
  const [a, b] = [light(one), light(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
};
const behind = (element) => {
  for (let at = element; at; at = at.parentElement) {
    const colour = parts(getComputedStyle(at).backgroundColor);
    if (colour[3] === 1) return colour;
  }
  return parts("Canvas");
};
const paint = (at, property, pseudo) => {
  const style = getComputedStyle(at, pseudo);
  const colour = style[property];
  if (colour === "none") return null;
  const painted = parts(colour);
  painted[3] *= parseFloat(style[`${property}Opacity`] ?? 1);
  return painted;
};
const check = (what, ink, ground, least) => {
  const ratio = ink ? contrast(over(ink, ground), ground) : 1;
  if (ratio < least - 0.01) found.add(`${what}: ${ratio.toFixed(2)} : 1`);
};
for (const figure of document.querySelectorAll("figure.chart")) {
  const ground = behind(figure);
  const series = (at) => `series ${at.closest("[data-series]").dataset.series}`;
  for (const at of figure.querySelectorAll(".chart__bar, .chart__dot")) {
    check(`${at.getAttribute("class")}, ${series(at)}`, paint(at, "fill"), ground, 3);
  }
  for (const at of figure.querySelectorAll(".chart__path")) {
    check(`${at.getAttribute("class")}, ${series(at)}`, paint(at, "stroke"), ground, 3);
  }
  for (const at of figure.querySelectorAll(".chart__symbol:not(.chart__symbol--shade)")) {
    check("chart__symbol", paint(at, "fill"), behind(at.closest(".chart__map")), 3);
  }
  // What is pale has an edge that is not.
  const shades = [...figure.querySelectorAll(".chart__key[data-shade]")];
  for (const at of shades) check("the edge of a shade's key", paint(at, "outlineColor", "::before"), ground, 3);
  const inks = new Set(shades.map((at) => getComputedStyle(at, "::before").backgroundColor));
  if (inks.size < shades.length) found.add(`${shades.length} shades have ${inks.size} colours`);
  for (const at of figure.querySelectorAll(".chart__land")) {
    const key = figure.querySelector(`.chart__key[data-shade="${at.closest("[data-shade]").dataset.shade}"]`);
    const isSame = key && getComputedStyle(key, "::before").backgroundColor === getComputedStyle(at).fill;
    if (!isSame) found.add("a country has another shade than its key");
  }
  for (const at of figure.querySelectorAll(".chart__key:not([data-shade])")) {
    check(`the key of ${series(at)}`, paint(at, "backgroundColor", "::before"), ground, 3);
  }
  for (const at of figure.querySelectorAll("text")) {
    const bar = at.matches(".chart__in-part") && at.parentElement.querySelector(".chart__bar");
    check(`words in ${at.getAttribute("class").split(" ")[0]}`, paint(at, "fill"), bar ? paint(bar, "fill") : ground, 4.5);
  }
}
for (const at of document.querySelectorAll(".chart-miniature rect")) check("a miniature", paint(at, "fill"), behind(at.closest("li")), 3);
return [...found];
