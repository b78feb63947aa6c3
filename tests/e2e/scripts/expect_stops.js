// What Tab has to reach, in the order of the document; and a note of everything it does reach, with whether it could be
// seen there. `window.stops` holds it afterwards.
const canStop = "a[href], button, summary, input, select, textarea, [tabindex='0']";
// Of several choices, one is a stop; arrow keys go to the others.
const isChoice = (at) => at.type === "radio" && !at.checked;
const isReachable = (at) =>
  at.checkVisibility({ visibilityProperty: true }) && !at.disabled && at.tabIndex >= 0 && !isChoice(at);
window.expected = [...document.querySelectorAll(canStop)].filter(isReachable);
window.nameOf = (at) => `${at.localName} “${(at.ariaLabel ?? at.textContent).trim().slice(0, 40)}”`;
addEventListener("focusin", (event) => {
  const at = event.target;
  const style = getComputedStyle(at);
  const hasRing = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  const isInView = () => {
    const rect = at.getBoundingClientRect();
    return rect.bottom > 0 && rect.top < innerHeight && rect.right > 0 && rect.left < innerWidth;
  };
  const stop = { at, hasRing, isInView: false };
  window.stops.push(stop);
  // Some engines bring it into view a moment later; it has to be there before the focus goes on.
  const look = () => {
    stop.isInView = isInView();
    if (!stop.isInView && document.activeElement === at) requestAnimationFrame(look);
  };
  look();
});
// Tab goes on from where the focus was last: here, before everything else.
window.stops = [];
const start = document.createElement("span");
start.tabIndex = -1;
document.body.prepend(start);
start.focus();
start.remove();
window.stops = [];
return window.expected.length;
