// Keeps pages readable without a connection, for readers who turned that on. Without this worker the site works the
// same, but needs a connection.
//
// - Pages, bundles, drawings: from the host; from the device where the host does not answer in time, cannot be reached
//   or fails. What the host gave is kept.
// - Files named after what is in them: from the device, if they are there.
// - `keeper.js` and `panel.js` register the worker, keep whole sections, and tell about a new version.
//
// `publish` fills in the release and the files every page needs. Caches are named after the folder of the site, since
// other sites may lie on the same host.

const release = "RELEASE";
const files = ["FILES"];

const folder = new URL(registration.scope).pathname;
const prefix = `iom:${folder}:`;
const core = `${prefix}core:${release}`;
const pages = `${prefix}pages`;
const isHashed = /-[0-9a-f]{16}(_bg)?\.(css|js|wasm)$/;
// How long the host may take before a copy is shown, in milliseconds.
const patience = 4000;
// How many visited files are kept.
const most = 600;
const anyQuery = { ignoreSearch: true, ignoreVary: true };
let isOff = false;

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));

async function install() {
  const cache = await caches.open(core);
  await cache.addAll(files.map((file) => new Request(folder + file, isHashed.test(file) ? {} : { cache: "no-cache" })));
}

// Pages that were kept with an older release need its files; hosts keep three releases as well.
async function activate() {
  const cores = (await caches.keys()).filter((name) => name.startsWith(`${prefix}core:`) && name !== core);
  await Promise.all(cores.slice(0, -2).map((name) => caches.delete(name)));
  await clients.claim();
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const isOurs = request.method === "GET" && url.origin === location.origin && url.pathname.startsWith(folder);
  // What is asked for with `reload` is being kept by the page itself.
  if (isOff || !isOurs || request.cache === "reload" || request.headers.has("range")) return;
  const known = isHashed.test(url.pathname) ? caches.match(request, anyQuery) : Promise.resolve();
  const answers = known.then((copy) => (copy ? [copy] : ask(request)));
  event.respondWith(isHashed.test(url.pathname) ? answers.then(([answer]) => answer) : choose(request, answers));
  event.waitUntil(answers.then(([, copy]) => copy && keep(url, copy), () => {}));
});

// The host's answer, and a copy of it if it is worth keeping.
async function ask(request) {
  const answer = await fetch(request);
  const isWhole = answer.status === 200 && answer.type === "basic" && !answer.redirected;
  return isWhole ? [answer, answer.clone()] : [answer];
}

async function choose(request, answers) {
  const answer = answers.then(([answer]) => answer);
  const late = new Promise((done) => setTimeout(done, patience));
  const first = await Promise.race([answer, late]).catch(() => {});
  if (first && first.status < 500) return first;
  const cache = await caches.open(pages);
  const copy = (await cache.match(request, anyQuery)) ?? (await caches.match(request, anyQuery));
  return copy ?? answer.catch(async (error) => {
    const lang = new URL(request.url).pathname.startsWith(`${folder}de/`) ? "de/" : "";
    const page = request.mode === "navigate" && (await caches.match(`${folder}${lang}offline.html`));
    if (page) return page;
    throw error;
  });
}

async function keep(url, copy) {
  if (isOff) return;
  const cache = await caches.open(pages);
  try {
    await cache.put(url.origin + url.pathname, copy);
    if (url.pathname.endsWith("/")) await trim(cache, most);
  } catch (error) {
    if (error.name !== "QuotaExceededError") return;
    await trim(cache, (await cache.keys()).length >> 1);
    for (const client of await clients.matchAll()) client.postMessage("full");
  }
}

// The oldest come first.
async function trim(cache, count) {
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - count)).map((key) => cache.delete(key)));
}

addEventListener("message", (event) => {
  if (event.data === "update") skipWaiting();
  if (event.data === "off") event.waitUntil(end(event.source));
});

// Forgets everything. Other tabs are loaded again, so that none goes on with this worker.
async function end(asking) {
  isOff = true;
  const names = (await caches.keys()).filter((name) => name.startsWith(prefix));
  await Promise.all(names.map((name) => caches.delete(name)));
  await registration.unregister();
  for (const client of await clients.matchAll()) if (client.id !== asking.id) client.navigate(client.url).catch(() => {});
  asking.postMessage("off");
}
