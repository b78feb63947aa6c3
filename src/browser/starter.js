// Loads the app beside the prerendered page, which works without it.
//
// When: once the page has been painted and the browser is idle, or at once when the reader does something. Readers
// who save data get it only when they do something. If anything fails, the page stays as it is; so it does in browsers
// from before 2022, which lack what the app needs.
//
// What: only the very files this release was made of. Pages carry the hash of this file, and `publish` writes into it
// the names and hashes of the app's (Subresource Integrity). The browser itself looks at the hashes, before anything
// runs; it does so without encryption too, where scripts cannot compute any.

const built = {};

const script = document.querySelector("script[data-base]");
const root = document.documentElement;
const intents = ["pointerdown", "pointermove", "touchstart", "keydown", "focusin"];
let started = false;
let broken = false;

// Text becomes markup only if it is among what views were compiled from; scripts are those of this release.
const only = (known) => (text) => (known.includes(text) ? text : null);
if (script && self.trustedTypes)
  trustedTypes.createPolicy("default", { createHTML: only(built.markup), createScriptURL: only(built.scripts.map(here)) });

function here(name) {
  return new URL(name, import.meta.url).href;
}

// As an element, since only that can have a hash. `import` then finds the module there and does not load it again.
function module({ name, hash }) {
  return new Promise((resolve, reject) => {
    const element = document.createElement("script");
    const onerror = () => reject(new Error(`${name} is not what was published`));
    Object.assign(element, { type: "module", integrity: hash, src: here(name), onload: resolve, onerror });
    document.head.append(element);
  });
}

async function start() {
  if (started) return;
  started = true;
  for (const intent of intents) removeEventListener(intent, start);
  root.dataset.app = "loading";
  try {
    const wasm = fetch(here(built.wasm.name), { integrity: built.wasm.hash });
    wasm.catch(() => {});
    await module(built.glue);
    const app = await import(here(built.glue.name));
    await app.default({ module_or_path: wasm });
  } catch (error) {
    root.dataset.app = "failed";
    console.warn("The app did not start. The page works without it.", error);
  }
}

// After a trap the app cannot answer any more. Its listeners are cut off, so that links lead on by themselves.
function cutOff(event) {
  const error = event.error ?? event.reason;
  if (error instanceof WebAssembly.RuntimeError) {
    broken = true;
    root.dataset.app = "failed";
    root.removeAttribute("aria-busy");
  }
}
function guard(event) {
  if (!broken) return;
  event.stopImmediatePropagation();
  if (event.type === "popstate") location.reload();
}

if (script && typeof WebAssembly === "object" && AbortSignal.timeout) {
  addEventListener("error", cutOff);
  addEventListener("unhandledrejection", cutOff);
  for (const type of [...intents, "click", "pointerover", "scroll", "pagehide", "popstate"]) addEventListener(type, guard, true);
  for (const intent of intents) addEventListener(intent, start, { passive: true });
  const idle = globalThis.requestIdleCallback ?? ((run) => setTimeout(run, 300));
  const whenIdle = () => idle(() => start(), { timeout: 3000 });
  if (!navigator.connection?.saveData) {
    if (document.readyState === "complete") whenIdle();
    else addEventListener("load", whenIdle, { once: true });
  }
} else {
  root.dataset.app = "none";
}
