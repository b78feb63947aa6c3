// What the controls of the charts of a page say: the lists, the boxes that are ticked, whether there is anything to undo
// (a button that was just pressed keeps its place until the focus moves on).
return [...document.querySelectorAll("figure.chart")].map((figure) => ({
  lists: [...figure.querySelectorAll(".explorer select")].map((list) => list.value),
  boxes: [...figure.querySelectorAll(".explorer input:checked")].map((box) => box.value),
  can_reset: figure.querySelector(".explorer [value=reset]").matches(":not(:focus)") &&
    figure.querySelector(".explorer [value=reset]").checkVisibility({ visibilityProperty: true }),
}));
