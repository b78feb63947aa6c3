// Loads the app beside the prerendered page, which works without it.
//
// When: once the page has been painted and the browser is idle, or at once when the reader does something. Readers
// who save data get it only when they do something. If anything fails, the page stays as it is; so it does in browsers
// from before 2022, which lack what the app needs.

const script = document.querySelector("script[data-app]");
const root = document.documentElement;
const intents = ["pointerdown", "pointermove", "touchstart", "keydown", "focusin"];
let started = false;
let broken = false;

async function start() {
  if (started) return;
  started = true;
  for (const intent of intents) removeEventListener(intent, start);
  root.dataset.app = "loading";
  try {
    const app = await import(script.dataset.app);
    await app.default({ module_or_path: script.dataset.wasm });
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
