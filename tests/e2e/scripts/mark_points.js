// Where the marks of `window.figure` can be pointed at in the window, with what they say: `[words, x, y]`. Those that
// others cover wholly are left out.
const pointOf = (mark) => {
  const box = mark.firstElementChild.getBoundingClientRect();
  const parts = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9];
  for (const down of parts) {
    for (const across of parts) {
      const [x, y] = [box.left + box.width * across, box.top + box.height * down];
      if (document.elementFromPoint(x, y)?.closest(".chart__mark") === mark) return [x, y];
    }
  }
  return null;
};
window.figure.querySelector(".chart__stage").scrollIntoView({ block: "center", behavior: "instant" });
return [...window.figure.querySelectorAll(".chart__mark")]
  .map((mark) => [mark.getAttribute("aria-label"), pointOf(mark)])
  .filter(([, point]) => point)
  .map(([words, point]) => [words, ...point]);
