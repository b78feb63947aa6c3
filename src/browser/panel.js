// The controls of the page about reading offline: the worker, sections that are kept, pictures and speed, the reading
// list, and one button that removes every trace. The starter loads this where a page has a place for it.
//
// The panel is built once for each language and moved into the place that is on the screen, so that what it shows
// survives the app taking over. `publish` fills in the words.

import { addStyle, base, isEntry, keepVisited, list, look as lookAround, make, prefix, registration, saveList, toggle } from "./keeper.js";

export { toggle };

const words = { en: {} };
const root = document.documentElement;
const worker = navigator.serviceWorker;
/** How many files are asked for at once. */
const atOnce = 4;
/** How long the worker may take to begin, in milliseconds. */
const patience = 20_000;
/** The largest reading list that is read, in bytes and in articles. */
const largestList = [1_000_000, 2000];
const panels = {};

let lang = "en";
let say = words.en;
let policy;
/** What is being kept: a function that ends it. */
let stop;

/** Called whenever another page is shown. */
export function look() {
  const place = document.querySelector("[data-offline]");
  if (place) {
    addStyle();
    lang = place.dataset.offline;
    say = words[lang] ?? words.en;
    const panel = (panels[lang] ??= build());
    if (!place.contains(panel)) place.replaceChildren(panel);
    refresh();
  }
  lookAround();
}

function build() {
  const offline = worker ? [reading(), sections()] : [part("reading", say.reading, make("p", {}, say.noWorker))];
  return make("div", {}, ...offline, loading(), readingList(), removal());
}

const at = (part) => panels[lang]?.querySelector(`#offline-${part}`).parentElement;
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);
const number = (value) => new Intl.NumberFormat(lang).format(value);
const button = (label, onclick, attributes = {}) => make("button", { type: "button", onclick, ...attributes }, label);
const tell = (part, text) => (at(part).querySelector("[role=status]").textContent = text);

function size(bytes) {
  const [unit, value] = bytes < 950_000 ? ["kilobyte", bytes / 1000] : ["megabyte", bytes / 1_000_000];
  const digits = { maximumFractionDigits: unit === "megabyte" ? 1 : 0 };
  return new Intl.NumberFormat(lang, { style: "unit", unit, ...digits }).format(value);
}

/** A part of the panel with a heading and a line that says what became of things. */
function part(id, heading, ...children) {
  const [own, status] = [`offline-${id}`, make("p", { role: "status" })];
  return make("section", { "aria-labelledby": own }, make("h2", { id: own }, heading), ...children, status);
}

/** Brings everything up to what is stored. */
async function refresh() {
  await Promise.all([worker && refreshReading(), worker && refreshSections(), refreshRemoval()]);
  refreshLoading();
  refreshList();
}

// ---- reading without a connection ----

const reading = () => part("reading", say.reading, make("p", {}), button("", switchReading, { "data-switch": "" }));

async function refreshReading() {
  const isOn = await isReadingOn();
  const place = at("reading");
  place.querySelector("p").textContent = isOn ? say.isOn : say.isOff;
  place.querySelector("[data-switch]").textContent = isOn ? say.turnOff : say.turnOn;
}

/** One that never came to work is none. */
const isReadingOn = async () => Boolean((await registration())?.active);

async function switchReading() {
  if (await isReadingOn()) return removeWorker("reading");
  tell("reading", say.turningOn);
  let isLate = false;
  const register = async () => worker.register(scriptUrl(), { scope: base, updateViaCache: "none" });
  const registered = register();
  // One that begins after all is not what the reader was told.
  registered.then((found) => isLate && found.unregister()).catch(() => {});
  const late = new Promise((_, fail) => setTimeout(fail, patience));
  try {
    const found = await Promise.race([registered, late]);
    await Promise.race([isActive(found.installing ?? found.waiting ?? found.active), late]);
    await keepVisited();
    tell("reading", say.turnedOn);
  } catch {
    isLate = true;
    // It may wait for what has not come, so it is not waited for.
    registration().then((found) => found?.unregister());
    await removeCaches();
    tell("reading", say.notTurnedOn);
  }
  refresh();
}

/** The address of the worker, as a page may demand it that lets nobody load scripts from anywhere else. */
function scriptUrl() {
  const url = `${base}worker.js`;
  policy ??= globalThis.trustedTypes?.createPolicy("worker", { createScriptURL: () => url });
  return policy?.createScriptURL(url) ?? url;
}

/** Waits until the worker is at work and answers for this page. */
async function isActive(installing) {
  await new Promise((done, fail) => {
    const look = () => (installing.state === "activated" ? done() : installing.state === "redundant" && fail());
    installing.addEventListener("statechange", look);
    look();
  });
  if (!worker.controller) await new Promise((done) => worker.addEventListener("controllerchange", done, { once: true }));
}

async function removeCaches() {
  const names = (await globalThis.caches?.keys()) ?? [];
  await Promise.all(names.filter((name) => name.startsWith(prefix)).map((name) => caches.delete(name)));
}

/** Takes the worker away with all it kept, and loads the page without it. */
async function removeWorker(part) {
  stop?.();
  const found = await registration();
  if (worker?.controller) {
    const answered = new Promise((done) => worker.addEventListener("message", done, { once: true }));
    worker.controller.postMessage("off");
    await Promise.race([answered, new Promise((done) => setTimeout(done, 3000))]);
  }
  await found?.unregister();
  await removeCaches();
  if (!found) return refresh();
  // The page is still in the hands of the worker until it is loaded again.
  history.replaceState(history.state, "", `#offline-${part}`);
  location.reload();
}

// ---- sections ----

const kept = (section) => `${prefix}kept:${section.lang}:${section.key}:`;
const marker = () => `${base}kept.json`;

const sections = () =>
  part("sections", say.sections, make("p", {}, say.sectionsHelp), make("ul", { role: "list" }), make("progress", { hidden: "", "aria-label": say.progress }), button(say.stop, () => stop?.(), { hidden: "", "data-stop": "" }));

/** What can be kept, with sizes; what search needs belongs to the whole site alone. */
async function manifest() {
  const of = lang;
  const answer = await fetch(`${base}offline/${of}/index.json`);
  if (!answer.ok) throw new Error(answer.status);
  const sections = (await answer.json()).sections.map((section) => ({ ...section, lang: of }));
  const sum = (key) => sections.reduce((sum, section) => sum + section[key], 0);
  return { sections, whole: { key: "", name: say.whole, bytes: sum("bytes"), files: sum("files") } };
}

async function refreshSections() {
  const [place, isOn] = [at("sections"), await isReadingOn()];
  const rows = place.querySelector("ul");
  if (!isOn) return rows.replaceChildren(make("li", {}, say.sectionsNeedReading));
  try {
    const { sections, whole } = await manifest();
    const names = await caches.keys();
    const states = await Promise.all(sections.map((section) => state(section, names)));
    const row = (section, state, parts) => {
      const text = fill(say.size, { name: section.name, size: size(section.bytes), files: number(section.files) });
      const label = { new: say.keep, kept: say.forget, old: say.renew, part: say.goOn }[state];
      const act = () => (state === "kept" ? forget(parts) : keepAll(parts));
      const name = fill(say.of, { action: label, name: section.name });
      return make("li", { "data-state": state }, make("span", {}, text), button(label, act, { "aria-label": name, "data-key": section.key }));
    };
    const single = sections.map((section, index) => section.key !== "search" && row(section, states[index], [section]));
    const ofWhole = ["kept", "new"].find((state) => states.every((other) => other === state)) ?? "part";
    rows.replaceChildren(...single.filter(Boolean), row(whole, ofWhole, sections));
  } catch {
    rows.replaceChildren(make("li", {}, say.noManifest));
  }
}

async function state(section, names) {
  const own = names.filter((name) => name.startsWith(kept(section)));
  const whole = await Promise.all(own.map(async (name) => (await (await caches.open(name)).match(marker())) && name));
  if (whole.includes(kept(section) + section.version)) return "kept";
  return whole.some(Boolean) ? "old" : own.length > 0 ? "part" : "new";
}

async function forget(sections) {
  const names = await caches.keys();
  const own = names.filter((name) => sections.some((section) => name.startsWith(kept(section))));
  await Promise.all(own.map((name) => caches.delete(name)));
  tell("sections", say.forgotten);
  refresh();
}

/** Keeps sections, one after the other; what was fetched before an interruption is not fetched again. */
async function keepAll(sections) {
  if (stop) return;
  const bytes = sections.reduce((sum, section) => sum + section.bytes, 0);
  const progress = at("sections").querySelector("progress");
  const ending = new AbortController();
  stop = () => ending.abort();
  const shown = { done: 0, files: 0, bytes: 0, all: sections.reduce((sum, section) => sum + section.files, 0) };
  const move = (fileBytes) => {
    shown.files += 1;
    shown.bytes += fileBytes;
    progress.value = shown.bytes / bytes;
  };
  try {
    await makeRoom(bytes);
    showProgress(true);
    tell("sections", fill(say.keeping, { files: number(shown.all), size: size(bytes) }));
    for (const section of sections) await keepOne(section, move, ending.signal);
    tell("sections", fill(say.isKept, { files: number(shown.files), size: size(shown.bytes) }));
  } catch (error) {
    const full = error.name === "QuotaExceededError";
    if (full) for (const section of sections) await dropParts(section);
    const values = { files: number(shown.files), all: number(shown.all), size: size(bytes), room: size(error.room ?? 0) };
    const text = full ? (error.room === undefined ? say.full : say.noRoom) : ending.signal.aborted ? say.stopped : say.brokenOff;
    tell("sections", fill(text, values));
  }
  stop = undefined;
  showProgress(false);
  refresh();
}

function showProgress(isShown) {
  const place = at("sections");
  const progress = place.querySelector("progress");
  progress.hidden = !isShown;
  progress.value = 0;
  place.querySelector("[data-stop]").hidden = !isShown;
  for (const other of place.querySelectorAll("[data-key]")) other.disabled = isShown;
}

/** Fails before anything is loaded if the browser says that it has no room. */
async function makeRoom(bytes) {
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
  if (quota === undefined || quota - usage >= bytes) return;
  throw Object.assign(new Error(), { name: "QuotaExceededError", room: Math.max(0, quota - usage) });
}

async function dropParts(section) {
  for (const name of await caches.keys()) {
    const isPart = name.startsWith(kept(section)) && !(await (await caches.open(name)).match(marker()));
    if (isPart) await caches.delete(name);
  }
}

async function keepOne(section, move, signal) {
  const answer = await fetch(`${base}offline/${section.lang}/${section.key}.json`, { cache: "reload", signal });
  if (!answer.ok) throw new Error(answer.status);
  const { files, version, start, name } = await answer.json();
  const [cache, visited] = [await caches.open(kept(section) + version), await caches.open(`${prefix}pages`)];
  const waiting = [...files];
  const next = async () => {
    for (let file = waiting.shift(); file; file = waiting.shift()) {
      const [path, bytes] = file;
      if (!(await cache.match(base + path))) {
        const answer = await fetch(base + path, { cache: "reload", signal });
        if (answer.status !== 200 || answer.redirected) throw new Error(`${path}: ${answer.status}`);
        await cache.put(base + path, answer);
        // What was visited before is older than this.
        await visited.delete(base + path, { ignoreVary: true });
      }
      move(bytes);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, next));
  await cache.put(marker(), new Response(JSON.stringify({ start, name })));
  for (const other of await caches.keys()) {
    if (other.startsWith(kept(section)) && other !== kept(section) + version) await caches.delete(other);
  }
}

// ---- what is loaded ----

const choices = ["auto", "less", "all"];

function loading() {
  const choice = (value) =>
    make("label", {}, make("input", { type: "radio", name: `offline-data-${lang}`, value }), make("span", {}, say[value]));
  const remember = make("label", {}, make("input", { type: "checkbox", value: "yes", name: `offline-remember-${lang}` }), make("span", {}, say.remember));
  const group = make("div", { role: "radiogroup", "aria-labelledby": "offline-loading" }, ...choices.map(choice));
  const place = part("loading", say.loading, make("p", {}, say.loadingHelp), group, remember);
  place.addEventListener("change", () => {
    const chosen = group.querySelector(":checked")?.value ?? "auto";
    const isRemembered = remember.firstChild.checked;
    root.dataset.choice = chosen;
    try {
      if (isRemembered) localStorage.setItem(`${prefix}data`, chosen);
      else localStorage.removeItem(`${prefix}data`);
      tell("loading", isRemembered ? say.remembered : say.thisVisit);
    } catch {
      remember.firstChild.checked = false;
      tell("loading", say.thisVisit);
    }
    dispatchEvent(new Event("site-choice"));
    refreshRemoval();
  });
  return place;
}

function stored(key) {
  try {
    return localStorage.getItem(prefix + key);
  } catch {
    return null;
  }
}

function refreshLoading() {
  const place = at("loading");
  const chosen = root.dataset.choice ?? stored("data") ?? "auto";
  for (const input of place.querySelectorAll("[type=radio]")) input.checked = input.value === chosen;
  place.querySelector("[type=checkbox]").checked = stored("data") !== null;
}

// ---- the reading list ----

function readingList() {
  const file = make("input", { type: "file", accept: ".json,application/json" });
  file.addEventListener("change", () => read(file));
  const label = make("label", {}, make("span", {}, say.import), file);
  return part("list", say.list, make("p", {}, say.listHelp), make("ul", { role: "list" }), button(say.export, save, { "data-export": "" }), label);
}

function refreshList() {
  const [place, entries] = [at("list"), list()];
  const row = (entry) => {
    const link = make("a", { href: base.slice(0, -1) + entry.path, lang: entry.lang, hreflang: entry.lang }, entry.title);
    const remove = button(say.remove, () => change(list().filter((other) => other.path !== entry.path), say.removed), {
      "aria-label": fill(say.of, { action: say.remove, name: entry.title }),
    });
    return make("li", {}, link, remove);
  };
  place.querySelector("ul").replaceChildren(...(entries.length > 0 ? entries.map(row) : [make("li", {}, say.emptyList)]));
  place.querySelector("[data-export]").hidden = entries.length === 0;
}

function change(entries, text) {
  try {
    saveList(entries);
    tell("list", text);
  } catch {
    tell("list", say.notSaved);
  }
  refresh();
}

function save() {
  const text = JSON.stringify({ schema: 1, articles: list() }, null, 2);
  const href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  make("a", { href, download: say.file }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

async function read(field) {
  const [file] = field.files;
  field.value = "";
  if (!file) return;
  let entries;
  try {
    if (file.size > largestList[0]) throw new Error();
    const { schema, articles } = JSON.parse(await file.text());
    if (schema !== 1) throw new Error();
    entries = articles.filter(isEntry).slice(0, largestList[1]).map(({ path, title, lang, saved }) => ({ path, title, lang, saved: String(saved ?? "").slice(0, 10) }));
  } catch {
    return tell("list", fill(say.unreadable, { file: file.name }));
  }
  const known = new Set(list().map((entry) => entry.path));
  const added = [...new Map(entries.filter((entry) => !known.has(entry.path)).map((entry) => [entry.path, entry])).values()];
  change([...list(), ...added], fill(say.imported, { count: number(added.length) }));
}

// ---- removing everything ----

const removal = () => part("removal", say.removal, make("p", {}, say.removalHelp), make("p", { "data-stored": "" }), button(say.removeAll, removeAll, { "data-remove": "" }));

async function refreshRemoval() {
  const [count, found] = [list().length, await registration()];
  const parts = [];
  if (count > 0) parts.push(fill(say.storedList, { count: number(count) }));
  if (stored("data") !== null) parts.push(say.storedChoice);
  if (found) parts.push(say.storedPages);
  const text = parts.length > 0 ? `${say.storedNow} ${parts.join(", ")}.` : say.nothingStored;
  at("removal").querySelector("[data-stored]").textContent = text;
}

async function removeAll() {
  delete root.dataset.choice;
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
  } catch {
    // A browser that gives no access has stored nothing.
  }
  dispatchEvent(new Event("site-choice"));
  tell("removal", say.allRemoved);
  await removeWorker("removal");
}
