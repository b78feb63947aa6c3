// What the charts of a page say: each with its drawings, its marks, its numbers as a table and in words.
const words = (at) => at?.textContent.trim() ?? "";
const hasSize = (at) => {
  const box = at.getBoundingClientRect();
  return box.width > 0 && box.height > 0;
};
return [...document.querySelectorAll("figure.chart")].map((figure) => ({
  kind: figure.querySelector(".chart__stage [data-chart]").dataset.chart,
  title: words(figure.querySelector("figcaption")),
  summary: words(figure.querySelector(".chart__summary")),
  drawings: [...figure.querySelectorAll("svg[role='group']")].map((svg) => {
    const marks = [...svg.querySelectorAll("[role='img'][tabindex='0']")];
    return {
      name: svg.getAttribute("aria-label") ?? "",
      marks: marks.map((mark) => mark.getAttribute("aria-label") ?? ""),
      is_drawn: hasSize(svg) && marks.every(hasSize),
    };
  }),
  heads: [...figure.querySelectorAll(".chart__table thead th")].map(words),
  rows: [...figure.querySelectorAll(".chart__table tbody tr")].map((row) => [...row.cells].map(words)),
}));
