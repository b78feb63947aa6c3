// What an SVG file says, given its text as the first argument: parsed as XML, and drawn by itself.
const [text, done] = [arguments[0], arguments[arguments.length - 1]];
const picture = new DOMParser().parseFromString(text, "image/svg+xml");
const root = picture.documentElement;
const all = [...picture.querySelectorAll("*")];
const own = (at) => [...at.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join("");
const isOut = (at) => [...at.attributes].some(({ name, value }) => /^(on|class|style|xlink|href)/.test(name) || /url\(/.test(value));
const image = new Image();
const draw = (isDrawn) => {
  const canvas = document.createElement("canvas");
  const colours = new Set();
  if (isDrawn) {
    [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
    const pen = canvas.getContext("2d");
    pen.drawImage(image, 0, 0);
    for (const pixel of new Uint32Array(pen.getImageData(0, 0, canvas.width, canvas.height).data.buffer)) colours.add(pixel);
  }
  const box = root.viewBox?.baseVal;
  done({
    is_svg: root.localName === "svg" && !picture.querySelector("parsererror, html"),
    size: [Number(root.getAttribute("width")), Number(root.getAttribute("height"))],
    view: box ? [box.x, box.y, box.width, box.height] : [],
    drawn: [image.naturalWidth, image.naturalHeight],
    colours: colours.size,
    title: root.querySelector(":scope > title")?.textContent ?? "",
    titles: [...picture.querySelectorAll("g > title")].map((at) => at.textContent),
    // Lines are broken at spaces and within addresses.
    words: all.filter((at) => at.localName === "text").map(own).join("").replace(/\s/g, ""),
    // What needs anything from elsewhere, or could do something.
    foreign: all.filter((at) => isOut(at) || /^(script|style|use|image|foreignObject|a)$/.test(at.localName)).map((at) => at.outerHTML.slice(0, 120)),
    symbols: all.filter((at) => at.getAttribute("viewBox") === "0 0 960 420").map((at) => ["x", "y", "width", "height"].map((name) => Number(at.getAttribute(name)))),
    countries: all.filter((at) => at.localName === "path").length,
  });
};
image.onload = () => draw(true);
image.onerror = () => draw(false);
image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
