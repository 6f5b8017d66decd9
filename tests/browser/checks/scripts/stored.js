// Whatever the site has left in the browser, as text; empty when nothing.
const found = [];
for (const [name, store] of Object.entries({ localStorage, sessionStorage }))
  for (const key of Object.keys(store)) found.push(`${name}: ${key}=${store.getItem(key)}`);
if (document.cookie) found.push(`cookie: ${document.cookie}`);
for (const base of await indexedDB.databases()) found.push(`indexedDB: ${base.name}`);
for (const cache of await caches.keys()) found.push(`cache: ${cache}`);
for (const worker of await navigator.serviceWorker.getRegistrations()) found.push(`worker: ${worker.scope}`);
return found.join("; ");
