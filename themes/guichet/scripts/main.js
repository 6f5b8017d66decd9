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

/** The current page is in sight in the menu. */
const menu = () => {
  const list = byId("g-menu");
  const here = list?.querySelector("[aria-current]");
  if (!here) return;
  const reveal = () => (list.scrollTop = here.offsetTop - list.clientHeight / 3);
  list.addEventListener("toggle", reveal);
  reveal();
};

for (const part of [appearance, copying, twins, outline, menu]) part();
