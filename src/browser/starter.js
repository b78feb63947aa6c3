// Loads the app beside the prerendered page, which works without it.
//
// When: once the page has been painted and the browser is idle, or at once when the reader does something. Readers
// who save data get it only when they do something, and pictures one by one. If anything fails, the page stays as it
// is; so it does in browsers from before 2022, which lack what the app needs. What is missing then is said on the page.
//
// What: only the very files this release was made of. Pages carry the hash of this file, and `publish` writes into it
// the names and hashes of the app's (Subresource Integrity). The browser itself looks at the hashes, before anything
// runs; it does so without encryption too, where scripts cannot compute any.
//
// Beside that: the quick way out, and what readers keep in their browser, which is loaded where they asked for it.
//
// It runs as soon as it is there, so that a style that never comes does not keep the page from being seen.

const built = {};

const script = document.querySelector("script[data-base]");
const root = document.documentElement;
const intents = ["pointerdown", "pointermove", "touchstart", "keydown", "focusin"];
// What does not work, what to do about it, a picture that did not come.
const [missing, again, lost] = built.words[root.lang] ?? built.words.en;
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

let departures = 0;
async function start() {
  if (started) return;
  started = true;
  const before = departures;
  for (const intent of intents) removeEventListener(intent, start);
  root.dataset.app = "loading";
  try {
    const wasm = fetch(here(built.wasm.name), { integrity: built.wasm.hash });
    wasm.catch(() => {});
    await module(built.glue);
    const app = await import(here(built.glue.name));
    await app.default({ module_or_path: wasm });
  } catch (error) {
    // What was on its way when the page was left; Firefox ends it just before. Come back to, the page starts again.
    await new Promise((go) => setTimeout(go, 300));
    if (departures > before) {
      started = false;
      return start();
    }
    console.warn("The app did not start. The page works without it.", error);
    fail();
  }
}

// Safari and Firefox refuse more than so many new addresses in half a minute, which would end the app. A page that is
// gone to is then loaded; what was only noted is not.
for (const name of ["pushState", "replaceState"]) {
  const whole = history[name];
  history[name] = (state, title, url) => {
    try {
      whole.call(history, state, title, url);
    } catch (error) {
      if (error.name !== "SecurityError") throw error;
      if (name === "pushState") location.assign(url);
    }
  };
}

// From now on the page is without the app, and says so once.
function fail() {
  root.removeAttribute("aria-busy");
  if (root.dataset.app === "failed") return;
  root.dataset.app = "failed";
  const [message, link] = ["p", "a"].map((name) => document.createElement(name));
  message.className = "message";
  message.setAttribute("role", "alert");
  link.href = location.pathname + location.search;
  link.textContent = again;
  message.append(missing, link);
  document.querySelector("main")?.prepend(message);
}

// After a trap, or an error on its way through the wasm, the app cannot answer any more. Its listeners are cut off, so
// that links lead on by themselves.
function cutOff(event) {
  const error = event.error ?? event.reason;
  if (error instanceof WebAssembly.RuntimeError || /wasm/.test(error?.stack)) {
    broken = true;
    fail();
  }
}
function guard(event) {
  if (!broken) return;
  event.stopImmediatePropagation();
  if (event.type === "popstate") location.reload();
}

// ---- fewer bytes, by the reader's own choice or by what the browser says of the connection ----

function remembered(key) {
  try {
    return localStorage.getItem(`iom:${script.dataset.base}:${key}`);
  } catch {
    return null;
  }
}

function followConnection() {
  const { saveData, effectiveType } = navigator.connection ?? {};
  const choice = root.dataset.choice ?? remembered("data") ?? "auto";
  root.toggleAttribute("data-less", choice === "auto" ? Boolean(saveData) || /2g$/.test(effectiveType) : choice === "less");
  holdPictures();
}

// A picture without an address shows its words. It has a name and can be pressed; once shown, it is shown everywhere.
const shown = new Set();
function holdPictures() {
  const isLess = root.hasAttribute("data-less");
  for (const picture of document.querySelectorAll(isLess ? "img[src], img[data-src]" : "img[data-src]")) {
    const src = picture.getAttribute("src") ?? picture.dataset.src;
    if (!isLess || shown.has(src)) showPicture(picture);
    else {
      picture.dataset.src = src;
      picture.removeAttribute("src");
      if (picture.alt) for (const [key, value] of [["role", "button"], ["tabindex", "0"]]) picture.setAttribute(key, value);
    }
  }
}

function showPicture(picture) {
  if (!picture.dataset.src) return;
  for (const key of ["role", "tabindex"]) picture.removeAttribute(key);
  shown.add(picture.dataset.src);
  picture.src = picture.dataset.src;
  delete picture.dataset.src;
}

// ---- what readers keep, and the way out ----

const modules = { keeper: "./keeper.js", panel: "./panel.js" };
const keeper = () => import(document.querySelector("[data-offline]") ? modules.panel : modules.keeper);

function look() {
  holdPictures();
  const isWanted = remembered("list") || navigator.serviceWorker?.controller || document.querySelector("[data-offline], [data-kept]");
  if (isWanted) keeper().then((module) => module.look()).catch(() => tellFailed(document.querySelector("[data-offline] > p")));
}

// What stands there says that something is needed, or is empty.
function tellFailed(place) {
  if (place) place.textContent = place.closest("[data-failed]").dataset.failed;
}

function pressed(event) {
  const place = event.target.closest?.("img[data-src], [data-map], [data-save], .exit a");
  if (!place || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const picture = place.matches("[data-map]") ? place.querySelector("img[data-src]") : place;
  if (place.matches("[data-save]")) {
    keeper().then((module) => module.toggle(place)).catch(() => tellFailed(place.querySelector("span")));
  } else if (place.matches("a")) {
    event.preventDefault();
    leave();
  } else if (picture) showPicture(picture);
}

// This page goes from the history of the tab; those before it stay.
function leave() {
  document.title = "";
  document.body.hidden = true;
  location.replace(document.querySelector(".exit a").href);
}

let shifts = [];
function keyed(event) {
  if (event.key === "Shift" && !event.repeat) shifts = [...shifts, event.timeStamp].slice(-3);
  else if (event.key !== "Shift") shifts = [];
  if (shifts.length === 3 && shifts[2] - shifts[0] < 2000) leave();
  if ((event.key === "Enter" || event.key === " ") && event.target.matches?.("img[data-src]")) {
    event.preventDefault();
    showPicture(event.target);
  }
}

// A picture without words, such as a map below its numbers, gets some when it does not come.
function nameLost({ target }) {
  if (target.localName === "img") target.alt ||= lost;
}

// A page is not seen before its style has come or failed. One that does neither has to wait for the page instead.
function styleLater() {
  const style = document.querySelector("link[rel=stylesheet]");
  if (!style || style.sheet) return;
  const later = inPlaceOf(style);
  // Firefox shows nothing even so, until it is told to give up what it has asked for.
  setTimeout(() => {
    if (performance.getEntriesByType("paint").length > 0) return;
    stop();
    inPlaceOf(later);
  }, 500);
}

// The same style, for which nothing waits.
function inPlaceOf(style) {
  const later = style.cloneNode();
  later.media = "print";
  later.onload = () => (later.media = "all");
  style.replaceWith(later);
  return later;
}

addEventListener("error", nameLost, true);
setTimeout(styleLater, 8000);
if (script) {
  root.dataset.scripts = "";
  followConnection();
}
// All else is for a page that is there.
if (document.readyState === "loading") await new Promise((go) => addEventListener("DOMContentLoaded", go));
for (const picture of document.images) {
  if (picture.src && picture.complete && !picture.naturalWidth) nameLost({ target: picture });
}

if (script) {
  navigator.connection?.addEventListener?.("change", followConnection);
  addEventListener("site-choice", followConnection);
  addEventListener("site-shown", look);
  addEventListener("click", pressed, true);
  addEventListener("keydown", keyed, true);
  look();
}

if (script && typeof WebAssembly === "object" && AbortSignal.timeout) {
  addEventListener("error", cutOff);
  addEventListener("unhandledrejection", cutOff);
  addEventListener("pagehide", () => (departures += 1));
  for (const type of [...intents, "click", "pointerover", "scroll", "pagehide", "popstate"]) addEventListener(type, guard, true);
  for (const intent of intents) addEventListener(intent, start, { passive: true });
  const idle = globalThis.requestIdleCallback ?? ((run) => setTimeout(run, 300));
  const whenIdle = () => idle(() => start(), { timeout: 3000 });
  if (!root.hasAttribute("data-less")) {
    if (document.readyState === "complete") whenIdle();
    else addEventListener("load", whenIdle, { once: true });
  }
} else {
  root.dataset.app = "none";
}
