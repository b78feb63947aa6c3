// <iom-article>, <iom-news>, <iom-chart> and <iom-search> on pages of others: each builds a frame in a shadow root and
// does nothing else. No style of the page reaches the frame, none of ours reaches the page, and no clock is asked.
//
// What stands in the element is shown until the frame has told its height; if the frame never comes, it stays.

(() => {
  const script = document.currentScript ?? document.querySelector("script[src$='/embed/iom.js']");
  if (!script) return;
  const home = new URL(".", script.src);
  const SCHEMA = 1;
  const TALLEST = 1e5;
  const sheet = ":host{display:block!important;columns:auto!important;height:auto!important;max-height:none!important}:host([hidden]){display:none!important}div{display:grid}div>*{grid-area:1/1;min-width:0}slot{display:block}iframe{display:block;width:100%;height:100%;border:0;visibility:hidden}";
  const shown = new Set();

  const part = (of, ...names) => names.map((name) => {
    const value = of.getAttribute(name);
    return value ? name + "/" + encodeURIComponent(value) + "/" : "";
  }).join("");
  const last = (of, name) => encodeURIComponent(of.getAttribute(name) || "");

  // For each element: the height reserved for it, in pixels, and its frame as path and fragment.
  const kinds = {
    article: [560, (of) => part(of, "article") + (of.getAttribute("show") == "summary" ? "#summary" : "")],
    news: [480, (of) => "news/" + part(of, "type", "scope", "topic", "country", "year", "goal") + "#to-" + (last(of, "count") || 5)],
    chart: [640, (of) => ["chart", ...["dataset", "view", "kind"].map((name) => last(of, name)).filter(Boolean), ""].join("/")],
    search: [240, () => "search/"],
  };

  class Widget extends HTMLElement {
    static observedAttributes = ["lang", "theme", "height", "fixed", "title", "article", "show", "type", "scope", "topic", "country", "year", "goal", "count", "dataset", "view", "kind"];
    #ready;

    connectedCallback() {
      shown.add(this);
      // A frame that was moved is loaded anew.
      this.#ready = false;
      if (!this.frame) {
        const root = this.attachShadow({ mode: "open" });
        const box = (this.box = document.createElement("div"));
        const frame = (this.frame = document.createElement("iframe"));
        // A sheet made by script is let through by policies that forbid styles in pages.
        const css = new CSSStyleSheet();
        css.replaceSync(sheet);
        root.adoptedStyleSheets = [css];
        frame.loading = "lazy";
        // A link within the frame leads to another document, which has to be told, too.
        frame.onload = () => this.#ready && this.tell();
        box.append((this.rest = document.createElement("slot")), frame);
        this.size();
        this.go();
        root.append(box);
      } else this.size();
    }

    disconnectedCallback() {
      shown.delete(this);
    }

    attributeChangedCallback(name) {
      if (!this.frame) return;
      if (name == "height" || name == "fixed" || name == "title") this.size();
      else if (this.#ready && (name == "lang" || name == "theme")) this.tell();
      else this.go();
    }

    get reserved() {
      return Number(this.getAttribute("height")) || kinds[this.kind][0];
    }

    get words() {
      const lang = this.getAttribute("lang") || this.closest("[lang]")?.lang || "";
      return /^de\b/i.test(lang) ? "de" : "en";
    }

    size(height) {
      const { frame, rest } = this;
      this.box.style.minHeight = this.reserved + "px";
      frame.title = this.title || this.textContent.trim() || "IOM";
      if (height) this.height = height;
      frame.style.height = this.hasAttribute("fixed") || !this.height ? this.reserved + "px" : this.height + "px";
      frame.style.visibility = this.#ready ? "visible" : "";
      rest.style.display = this.#ready ? "none" : "";
    }

    go() {
      const [path, to = ""] = kinds[this.kind][1](this).split("#");
      const theme = this.getAttribute("theme");
      const url = new URL(this.words + "/" + path + (theme ? "?theme=" + encodeURIComponent(theme) : "") + (to && "#" + to), home).href;
      // Not into the history of the page.
      if (this.#ready) this.frame.contentWindow.location.replace(url);
      else this.frame.src = url;
    }

    tell() {
      const message = { schema: SCHEMA, iom: "set", theme: this.getAttribute("theme") || "auto", lang: this.words };
      this.frame.contentWindow.postMessage(message, home.origin);
    }

    hear({ iom, height }) {
      if (iom != "height" || !(height > 0 && height < TALLEST)) return;
      const isFirst = !this.#ready;
      this.#ready = true;
      this.size(height);
      if (isFirst) this.tell();
    }
  }

  addEventListener("message", ({ data, origin, source }) => {
    if (origin != home.origin || !source || data?.schema !== SCHEMA) return;
    for (const widget of shown) if (widget.frame?.contentWindow == source) widget.hear(data);
  });

  for (const kind in kinds) {
    const name = "iom-" + kind;
    if (!customElements.get(name)) customElements.define(name, class extends Widget { kind = kind; });
  }
})();
