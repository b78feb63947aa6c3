// The kill switch. Put in the place of `worker.js`, it takes the worker away from every reader who has one, with
// everything it kept: browsers compare the file when a page is opened, and at least once a day. Reading lists stay.
//
// It answers no request, so pages come from the host from the moment it is there.

const prefix = `iom:${new URL(registration.scope).pathname}:`;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(end()));

async function end() {
  const names = (await caches.keys()).filter((name) => name.startsWith(prefix));
  await Promise.all(names.map((name) => caches.delete(name)));
  await registration.unregister();
}
