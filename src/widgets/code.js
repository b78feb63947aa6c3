// The options on a page that tells how to embed something. Without scripts the page has the codes as they are; with
// them the codes and the preview follow the options, and a button copies.

(() => {
  const form = document.querySelector("form");
  const frame = document.querySelector("iframe");
  const [element, alone] = document.querySelectorAll("pre > code");
  if (!form || !frame || !element || !alone) return;
  const first = { element: element.textContent, alone: alone.textContent, src: frame.getAttribute("src") };
  const here = location.origin;
  let told = 0;

  // A site that does not know its own address has codes with paths alone.
  const whole = (code) => code.replace(/(src|href)="\//g, `$1="${here}/`);

  function follow() {
    const options = new FormData(form);
    const get = (name) => String(options.get(name) ?? "");
    const height = Math.min(Math.max(Number(get("height")) || 480, 100), 5000);
    const theme = get("theme");
    let attributes = ` height="${height}"`;
    if (theme) attributes += ` theme="${theme}"`;
    if (get("fixed")) attributes += " fixed";
    if (get("show")) attributes += ' show="summary"';
    if (get("count")) attributes += ` count="${get("count")}"`;
    const to = get("show") ? "#summary" : get("count") ? `#to-${get("count")}` : "";
    const themed = (path) => path.split("#")[0] + (theme ? `?theme=${theme}` : "");
    element.textContent = whole(first.element.replace(/(<iom-[^>]*?)(?: height="\d+")?(?: count="\d+")?>/, `$1${attributes}>`));
    alone.textContent = whole(first.alone)
      .replace(/src="([^"]*)"/, (_, path) => `src="${themed(path)}${to}"`)
      .replace(/height="\d+"/, `height="${height}"`);
    if (frame.getAttribute("src") !== themed(first.src)) frame.src = themed(first.src);
    else choose();
    frame.height = get("fixed") ? height : Math.max(height, told);
  }

  // Shows as much in the preview as was chosen. The code does it by a fragment, but to that a browser would scroll this
  // page, too, which is of the same origin.
  function choose() {
    const options = new FormData(form);
    const most = Number(options.get("count") || Infinity);
    const show = (part, isShown) => (part.style.display = isShown ? "" : "none");
    const inside = frame.contentDocument;
    inside?.querySelectorAll(".embed__row").forEach((row, index) => show(row, index < most));
    inside?.querySelectorAll(".embed__text").forEach((text) => show(text, !options.get("show")));
  }

  addEventListener("message", ({ data, source, origin }) => {
    if (source !== frame.contentWindow || origin !== here || data?.schema !== 1 || data.iom !== "height") return;
    told = Number(data.height) || 0;
    if (told && !new FormData(form).get("fixed")) frame.height = Math.max(told, Number(frame.height));
  });

  frame.addEventListener("load", choose);
  form.addEventListener("input", follow);
  form.addEventListener("submit", (event) => event.preventDefault());
  follow();

  const answer = document.querySelector("[role=status]");
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(button.closest("section").querySelector("code").textContent);
        answer.textContent = answer.dataset.copied;
      } catch {
        answer.textContent = answer.dataset.failed;
      }
    });
  }
})();
