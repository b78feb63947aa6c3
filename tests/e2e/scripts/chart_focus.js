// How the mark that has the focus shows it, and what of the tip beside it can be seen. Its ring needs 3 : 1 against
// what is around it (WCAG 2.2, 1.4.11).
const at = document.activeElement;
const [style, box] = [getComputedStyle(at), at.getBoundingClientRect()];
const parts = (colour) => colour.match(/[\d.]+/g).map(Number);
const light = (colour) => {
  const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const [r, g, b] = parts(colour).map((part) => linear(part / 255));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const behind = () => {
  for (let up = at.closest(".chart__map") ?? at; up; up = up.parentElement) {
    const colour = getComputedStyle(up).backgroundColor;
    if (!/^rgba\(.*, 0\)$|^transparent$/.test(colour)) return colour;
  }
  return "rgb(255, 255, 255)";
};
const [ring, ground] = [light(style.outlineColor), light(behind())];
const value = at.querySelector(".chart__value");
const tip = at.closest(".chart__stage")?.querySelector(".chart__tip:not([hidden])");
const { left, right, top, bottom } = (tip ?? at).getBoundingClientRect();
const isOnScreen = left >= -0.5 && right <= innerWidth + 0.5 && top >= -0.5 && bottom <= innerHeight + 0.5;
return {
  said: at.getAttribute("aria-label") ?? at.localName,
  has_ring: at.matches(":focus-visible") && style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 2,
  contrast: (Math.max(ring, ground) + 0.05) / (Math.min(ring, ground) + 0.05),
  is_in_view: box.top < innerHeight && box.bottom > 0 && box.left < innerWidth && box.right > 0,
  value: value?.textContent ?? "",
  tip: tip?.textContent ?? "",
  shows_tip: Boolean(tip?.checkVisibility({ visibilityProperty: true, opacityProperty: true })) && isOnScreen,
};
