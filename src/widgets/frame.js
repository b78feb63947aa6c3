// Runs in every frame on somebody else's page, which reads without it: tells the page how high the content is, takes
// theme and language from it, and loads the app of the search once somebody uses its field.

(() => {
  const SCHEMA = 1;
  const root = document.documentElement;
  const script = document.currentScript;
  const host = parent === window ? null : parent;
  const themes = ["light", "dark"];
  let told = 0;

  function setTheme(theme) {
    if (themes.includes(theme)) root.dataset.theme = theme;
    else delete root.dataset.theme;
  }

  // The same in another language has an address of its own.
  function setLang(lang) {
    if (lang === root.lang || !/^[a-z]{2}$/.test(lang)) return;
    const there = document.querySelector(`link[rel=alternate][hreflang=${lang}]`);
    if (!there) return;
    const url = new URL(there.href);
    if (root.dataset.theme) url.searchParams.set("theme", root.dataset.theme);
    url.hash = location.hash;
    location.replace(url);
  }

  function tell(isAsked) {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    // Hidden, it has no height; it wakes up when it gets one.
    if (!host || !height || (height === told && !isAsked)) return;
    told = height;
    host.postMessage({ schema: SCHEMA, iom: "height", height }, "*");
  }

  function hear({ data, source }) {
    if (!host || source !== host || data?.schema !== SCHEMA || data.iom !== "set") return;
    if (typeof data.theme === "string") setTheme(data.theme);
    if (typeof data.lang === "string") setLang(data.lang);
    tell(true);
  }

  // What stays in the frame keeps its colours.
  addEventListener("click", ({ target }) => {
    const link = target.closest?.("a[target=_self]");
    if (link && root.dataset.theme && link.pathname !== location.pathname) link.search = "?theme=" + root.dataset.theme;
  });

  setTheme(new URLSearchParams(location.search).get("theme"));
  addEventListener("message", hear);
  if (globalThis.ResizeObserver) new ResizeObserver(() => tell()).observe(document.body);
  tell();

  // Enter leads to the search of the site, with or without the app.
  const form = document.querySelector("[data-search]");
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    const url = new URL(form.dataset.search, location.href);
    url.searchParams.set("q", new FormData(form).get("q") ?? "");
    open(url, "_top");
  });

  // ---- the app ----

  const { app, appHash, wasm, wasmHash } = script.dataset;
  if (!app) return;
  if (typeof WebAssembly !== "object" || !AbortSignal.timeout) {
    root.dataset.app = "none";
    return;
  }
  const intents = ["pointerdown", "touchstart", "keydown", "focusin"];
  let started = false;

  // From now on there are no results in the frame; it says so, and Enter still leads to the search of the site.
  function fail() {
    if (root.dataset.app === "failed") return;
    root.dataset.app = "failed";
    document.querySelector("[data-results]").replaceChildren();
    const status = document.querySelector("[data-failed]");
    status.textContent = status.dataset.failed;
  }

  // A panic ends the wasm in the middle of something. What still calls into it is stopped before.
  function cutOff(event) {
    const error = event.error ?? event.reason;
    if (error instanceof WebAssembly.RuntimeError || /wasm/.test(error?.stack)) fail();
  }
  function guard(event) {
    if (root.dataset.app === "failed") event.stopImmediatePropagation();
  }

  // Loads the glue as what it was built as, so that importing it finds it there.
  const checked = () =>
    new Promise((onload, onerror) => {
      const element = document.createElement("script");
      document.head.append(Object.assign(element, { type: "module", integrity: appHash, src: app, onload, onerror }));
    });

  async function start() {
    if (started) return;
    started = true;
    root.dataset.app = "loading";
    try {
      const bytes = fetch(wasm, { integrity: wasmHash });
      bytes.catch(() => {});
      await checked();
      const { default: run } = await import(app);
      await run({ module_or_path: bytes });
    } catch (error) {
      fail();
      console.warn("The app in the frame did not start. Enter leads to the search of the site.", error);
    }
  }

  addEventListener("error", cutOff);
  addEventListener("unhandledrejection", cutOff);
  addEventListener("input", guard, true);
  for (const intent of intents) addEventListener(intent, start, { passive: true });
})();
