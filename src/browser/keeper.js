// What readers keep in their browser: the reading list, and pages without a connection. The starter loads this where a
// reader has asked for something of it; nothing is stored before.
//
// - The reading list lies in `localStorage` from the first article that is saved, until the last is removed.
// - Where the worker runs, its new versions and a full device are announced, and visited pages are kept whole.
//
// `publish` fills in the words and the name of the stylesheet.

const words = { en: {} };
const style = "offline.css";

/** The folder of the site. */
export const base = document.querySelector("script[data-base]").dataset.base;
/** What the names of everything that is stored begin with, as other sites may lie on the same host. */
export const prefix = `iom:${base}:`;

const root = document.documentElement;
const worker = navigator.serviceWorker;
const isPath = /^\/([a-z0-9-]+\/)*$/;
let isWatching = false;
let isOfflineTold = false;

const say = () => words[root.lang] ?? words.en;

/** Makes an element of attributes, texts and other elements. */
export function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "onclick") element.addEventListener("click", value);
    else if (value !== false) element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

/** Loads the styles of what only scripts show. */
export function addStyle() {
  if (document.querySelector("link[data-keeper]")) return;
  document.head.append(make("link", { rel: "stylesheet", href: base + style, "data-keeper": "" }));
}

/** Called whenever another page is shown. */
export function look() {
  mark();
  watch();
  keepVisited();
  for (const slot of document.querySelectorAll("[data-kept]:empty")) fillKept(slot);
}

// ---- the reading list ----

/** Whether something read from a file or from the storage is an entry of a reading list. */
export function isEntry(entry) {
  const isText = (text) => typeof text === "string" && text.length > 0 && text.length <= 300;
  return isText(entry?.path) && isPath.test(entry.path) && isText(entry.title) && ["en", "de"].includes(entry.lang);
}

/** The saved articles, the newest first. */
export function list() {
  try {
    const saved = JSON.parse(localStorage.getItem(`${prefix}list`));
    return Array.isArray(saved) ? saved.filter(isEntry) : [];
  } catch {
    return [];
  }
}

/** Stores the list; throws where the browser refuses. */
export function saveList(entries) {
  if (entries.length > 0) localStorage.setItem(`${prefix}list`, JSON.stringify(entries));
  else localStorage.removeItem(`${prefix}list`);
}

/** Saves the article on the screen, or takes it off the list. */
export function toggle(button) {
  const path = here();
  const entries = list();
  const rest = entries.filter((entry) => entry.path !== path);
  const isNew = rest.length === entries.length;
  const title = document.querySelector("main h1").textContent.trim().slice(0, 300);
  const entry = { path, title, lang: root.lang, saved: new Date().toISOString().slice(0, 10) };
  const answer = button.parentElement.querySelector("[role=status]");
  try {
    saveList(isNew ? [entry, ...rest] : rest);
    answer.textContent = isNew ? say().saved : say().removed;
  } catch {
    answer.textContent = say().notSaved;
  }
  mark();
}

/** The path of the page, without the folder of the site. */
const here = () => location.pathname.slice(base.length - 1).replace(/index\.html$/, "");

function mark() {
  const isSaved = list().some((entry) => entry.path === here());
  for (const button of document.querySelectorAll("[data-save]")) button.setAttribute("aria-pressed", isSaved);
}

// ---- pages without a connection ----

/** The registration of this site's own worker, if there is one. */
export async function registration() {
  const found = await worker?.getRegistration(base).catch(() => {});
  return found?.scope === new URL(base, location.href).href ? found : undefined;
}

/** Keeps the page on the screen whole: the app loads no more than its text. */
export async function keepVisited() {
  if (!worker?.controller || root.hasAttribute("data-less")) return;
  if (!(await caches.match(location.pathname))) await fetch(location.pathname).catch(() => {});
}

async function watch() {
  if (!worker?.controller) return;
  if (navigator.onLine) isOfflineTold = false;
  else if (!isOfflineTold && !document.querySelector("[data-kept]")) {
    isOfflineTold = true;
    notify(say().offline);
  }
  if (isWatching) return;
  isWatching = true;
  worker.addEventListener("message", (event) => event.data === "full" && notify(say().full));
  const found = await registration();
  if (found?.waiting) announce(found);
  found?.addEventListener("updatefound", () => {
    const next = found.installing;
    next?.addEventListener("statechange", () => next.state === "installed" && worker.controller && announce(found));
  });
}

function announce(found) {
  notify(say().renewed, say().renew, () => {
    worker.addEventListener("controllerchange", () => location.reload(), { once: true });
    if (found.waiting) found.waiting.postMessage("update");
    else location.reload();
  });
}

/** Says something below the page, until it is closed. */
function notify(text, label, action) {
  addStyle();
  let region = document.querySelector(".notice");
  if (!region) document.body.append((region = make("div", { class: "notice", role: "status" })));
  const close = make("button", { type: "button", onclick: () => region.replaceChildren() }, say().close);
  const ways = label ? [make("button", { type: "button", onclick: action }, label), close] : [close];
  // What is put into a region at once with it is not read aloud.
  setTimeout(() => region.replaceChildren(make("p", {}, text), ...ways), 100);
}

/** Lists what can be read without a connection. */
async function fillKept(slot) {
  const names = (await globalThis.caches?.keys()) ?? [];
  if (!names.some((name) => name.startsWith(prefix))) return;
  const cache = await caches.open(`${prefix}pages`);
  const isPage = (request) => new URL(request.url).pathname.endsWith("/");
  const newest = (await cache.keys()).filter(isPage).reverse().slice(0, 20);
  const link = async (request) => {
    const title = /<title>([^<]*)</.exec(await (await cache.match(request)).text())?.[1] ?? request.url;
    return make("li", {}, make("a", { href: new URL(request.url).pathname }, unescape(title)));
  };
  const items = await Promise.all(newest.map(link));
  const sections = names.filter((name) => name.startsWith(`${prefix}kept:`)).map(async (name) => {
    const manifest = await (await (await caches.open(name)).match(`${base}kept.json`))?.json();
    return manifest && make("li", {}, make("a", { href: base + manifest.start }, manifest.name));
  });
  items.unshift(...(await Promise.all(sections)).filter(Boolean));
  if (items.length > 0) slot.replaceChildren(make("h2", {}, say().kept), make("ul", {}, ...items));
}

const unescape = (html) =>
  html.replace(/&(?:amp|lt|gt|quot|#39);/g, (name) => ({ "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"' })[name] ?? "'");
