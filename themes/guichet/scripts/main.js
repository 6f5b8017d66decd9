// What the page gains from a script. Everything here is an addition: the page
// reads, prints and navigates without it. Words come from the <template>s.

const root = document.documentElement;
const byId = (id) => document.getElementById(id);
const target = (hash) => {
  try {
    return byId(decodeURIComponent(hash.slice(1)));
  } catch {
    return null;
  }
};
const clone = (id) => byId(id)?.content.firstElementChild.cloneNode(true);

/** One live region for short announcements. */
let status;
const announce = (text) => {
  if (!status) {
    status = document.createElement("div");
    status.className = "unseen";
    status.setAttribute("role", "status");
    document.body.append(status);
  }
  status.textContent = "";
  setTimeout(() => (status.textContent = text), 60);
};

/** Appearance: automatic, light, dark. Nothing is stored before a choice, nor for « automatic ». */
const appearance = () => {
  const place = document.querySelector(".tools");
  const button = clone("g-appearance");
  if (!place || !button) return;
  const next = { auto: "light", light: "dark", dark: "auto" };
  const label = button.querySelector("span");
  const now = () => root.dataset.appearance ?? "auto";
  const show = () => (label.textContent = button.title = button.dataset[now()]);
  button.addEventListener("click", () => {
    const chosen = next[now()];
    if (chosen === "auto") delete root.dataset.appearance;
    else root.dataset.appearance = chosen;
    try {
      if (chosen === "auto") localStorage.removeItem("guichet-appearance");
      else localStorage.setItem("guichet-appearance", chosen);
    } catch {}
    show();
    announce(button.title);
  });
  show();
  place.insertBefore(button, place.querySelector(".menu-button"));
};

/** A button on each block of code; of a console session it takes the commands alone. */
const copying = () => {
  if (!navigator.clipboard) return;
  for (const code of document.querySelectorAll(".content pre > code")) {
    const button = clone("g-copy");
    const words = button.textContent;
    button.addEventListener("click", async () => {
      let text = code.textContent;
      if (/\blanguage-(console|shell-?session)\b/.test(code.className)) {
        const commands = text.split("\n").filter((line) => line.startsWith("$ "));
        if (commands.length) text = commands.map((line) => line.slice(2)).join("\n");
      }
      await navigator.clipboard.writeText(text);
      button.textContent = button.dataset.done;
      announce(button.dataset.done);
      setTimeout(() => (button.textContent = words), 2000);
    });
    code.parentElement.after(button);
  }
};

const entries = [...document.querySelectorAll("#g-outline a")].map((link) => ({
  link,
  heading: target(link.hash),
}));

/** The last entry of the outline whose heading is at or above `node`, or has been scrolled past. */
const entryAt = (node) =>
  entries.findLast(({ heading }) =>
    !heading ? false
    : node ? heading === node || heading.compareDocumentPosition(node) & 4
    : heading.getBoundingClientRect().top < 130);

/** The language switch leads to the same heading: the one of the address, else the one being read. */
const twins = () => {
  const links = document.querySelectorAll(".switch a[data-code]");
  const aim = (read) => {
    const named = target(location.hash);
    const entry = named ? entryAt(named) : read ? entryAt() : null;
    for (const link of links) {
      const twin = entry?.link.getAttribute(`data-twin-${link.dataset.code}`);
      link.hash = twin ? `#${twin}` : "";
    }
  };
  for (const link of links) link.addEventListener("click", () => aim(true));
  addEventListener("hashchange", () => aim(false));
  aim(false);
};

/** The outline says where the reader is, and closes once it has been used. */
const outline = () => {
  const list = byId("g-outline");
  if (!list || entries.length < 2) return;
  let waiting = false;
  const mark = () => {
    waiting = false;
    const here = entryAt();
    for (const entry of entries) {
      if (entry === here) entry.link.setAttribute("aria-current", "location");
      else entry.link.removeAttribute("aria-current");
    }
  };
  const later = () => {
    if (!waiting) requestAnimationFrame(mark);
    waiting = true;
  };
  addEventListener("scroll", later, { passive: true });
  list.addEventListener("click", (event) => {
    if (event.target.closest("a")) list.hidePopover?.();
  });
  mark();
};

/** The current page is in sight when the menu opens. */
const menu = () => {
  const list = byId("g-menu");
  const here = list?.querySelector("[aria-current]");
  list?.addEventListener("toggle", () => {
    if (here) list.scrollTop = here.offsetTop - list.clientHeight / 3;
  });
};

/** Another page of the site, as a document; its scripts do not run. */
const load = (url) =>
  new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("GET", url);
    request.responseType = "document";
    request.onload = () => done(request.status < 400 ? request.response : null);
    request.onerror = () => done(null);
    request.send();
  });

const fold = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/œ/g, "oe").replace(/æ/g, "ae");

/** The words of a text that say something, without their endings. */
const stems = (text) => {
  const words = fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  const long = words.filter((word) => word.length > 3);
  const stem = (word) => word.slice(0, Math.max(4, Math.ceil(word.length * 0.65)));
  return [...new Set((long.length ? long : words).map(stem))];
};

/** Gives each line its score: a stem that begins a word of it counts the more, the
    fewer lines have it. */
const rank = (stems, lines) => {
  const has = (stem) => lines.filter((line) => line.words.includes(` ${stem}`));
  for (const line of lines) line.score = line.n = 0;
  for (const lines of stems.map(has))
    for (const line of lines) {
      line.score += 1 / lines.length;
      line.n += 1;
    }
};

/** The lines of an index: an article, under its subject if it has one. */
const lines = (index) =>
  [...index.querySelectorAll("li:not(.subject)")].map((item) => {
    const link = item.querySelector("a");
    const subject = item.closest(".subject")?.querySelector("a").textContent ?? "";
    const slug = decodeURI(link.pathname).split("/").at(-2);
    const words = fold(`${subject} ${link.textContent} ${slug}`).replace(/[^\p{L}\p{N}]+/gu, " ");
    return { item, link, words: ` ${words}` };
  });

/** The letters of an index that has a page for each, all of them. */
const letters = async (page) => {
  const links = [...page.querySelectorAll(".letters a:not([href^='#'])")];
  const pages = await Promise.all(links.map((link) => load(link.href)));
  return pages.flatMap((letter) => [...(letter?.querySelectorAll(".letter") ?? [])]);
};

/** The index shows the lines that hold most of the words looked for. */
const index = () => {
  const list = byId("g-index");
  const field = byId("g-find");
  if (!list || !field) return;
  const found = byId("g-found");
  let isWhole = !document.querySelector(".letters a:not([href^='#'])");
  const show = async () => {
    const wanted = stems(field.value);
    if (wanted.length && !isWhole) {
      isWhole = true;
      list.replaceChildren(...(await letters(document)));
      return show();
    }
    const all = lines(list);
    rank(wanted, all);
    const best = all.reduce((most, line) => Math.max(most, line.n), 0);
    const kept = all.filter((line) => (wanted.length ? best && line.n === best : true));
    for (const line of all) line.item.hidden = true;
    for (const line of kept) line.item.hidden = false;
    for (const group of [...list.querySelectorAll(".subject"), ...list.children])
      group.hidden = wanted.length > 0 && !group.querySelector("li:not(.subject):not([hidden])");
    document.querySelector(".letters").hidden = best > 0;
    const n = new Set(kept.map((line) => line.link.href)).size;
    found.textContent =
      !wanted.length ? "" : best ? found.dataset.some.replace("#", n) : found.dataset.none;
  };
  let wait;
  field.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(show, 150);
  });
  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    history.replaceState(null, "", `?${new URLSearchParams({ q: field.value })}`);
    show();
  });
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  if (field.value) show();
};

/** A page that is not there: the articles whose words are those of the address. */
const guess = async () => {
  const boxes = [...document.querySelectorAll(".guess")];
  if (!boxes.length) return;
  let path = location.pathname;
  try {
    path = decodeURI(path);
  } catch {}
  const segments = path.replace(/\.\w+$/, "").split("/");
  const own = boxes.filter((box) => segments.includes(box.dataset.code));
  const wanted = stems(segments.filter((part) => part.length > 2).join(" "));
  if (!wanted.length) return;
  for (const box of own.length ? own : boxes) {
    const page = await load(box.dataset.index);
    if (!page) continue;
    const split = await letters(page);
    const all = [page.getElementById("g-index"), ...split].flatMap((part) => (part ? lines(part) : []));
    rank(wanted, all);
    const known = new Map();
    for (const line of all)
      if (line.score > (known.get(line.link.href)?.score ?? 0)) known.set(line.link.href, line);
    const best = [...known.values()].sort((a, b) => b.score - a.score).slice(0, 5);
    for (const { link } of best) {
      const item = document.createElement("li");
      item.append(document.importNode(link, true));
      box.querySelector("ul").append(item);
    }
    box.hidden = !best.length;
  }
};

/** A vote is sent without leaving the page; if that fails, by leaving it. */
const vote = () => {
  const form = byId("g-vote");
  if (form?.method !== "post") return;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const body = new URLSearchParams(new FormData(form));
      const answer = await fetch(form.action, {
        method: "POST", body, mode: "no-cors", credentials: "omit", referrerPolicy: "no-referrer",
      });
      if (answer.type !== "opaque" && !answer.ok) throw answer;
      const done = document.createElement("p");
      done.tabIndex = -1;
      done.textContent = form.dataset.done;
      form.replaceChildren(done);
      done.focus();
    } catch {
      form.submit();
    }
  });
};

/** Most articles that are printed at once. */
const MAX_PRINTED = 200;

/** A section is printed with the text of its articles, those of its sections too. */
const printing = () => {
  const button = clone("g-print");
  if (!button) return;
  const gather = async (page, depth) => {
    const found = [...page.querySelectorAll("main .entries > li > a")].map((link) => link.href);
    for (const link of depth < 4 ? page.querySelectorAll("main .cards h3 > a") : []) {
      const below = await load(link.href);
      if (below) found.push(...(await gather(below, depth + 1)));
    }
    return found;
  };
  const printed = async (url, number) => {
    const article = (await load(url))?.querySelector("main article");
    const text = article?.querySelector(".content");
    if (!text) return [];
    const part = document.createElement("section");
    const heading = document.createElement("h2");
    heading.textContent = article.querySelector("h1").textContent;
    part.className = "printed content";
    for (const node of text.querySelectorAll("[id], [name]")) {
      if (node.id) node.id = `p${number}-${node.id}`;
      if (node.name) node.name = `p${number}-${node.name}`;
    }
    part.append(heading, ...text.childNodes);
    return [document.adoptNode(part)];
  };
  button.addEventListener("click", async () => {
    button.disabled = true;
    if (!document.querySelector(".printed")) {
      const urls = [...new Set(await gather(document, 0))].slice(0, MAX_PRINTED);
      const parts = await Promise.all(urls.map(printed));
      document.querySelector("main").append(...parts.flat());
    }
    button.disabled = false;
    print();
  });
  byId("g-print").after(button);
};

for (const part of [appearance, copying, twins, outline, menu, index, guess, vote, printing]) part();
