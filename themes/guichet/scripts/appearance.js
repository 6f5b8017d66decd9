// Before the first paint: the appearance the reader chose, if any, and the
// current page in sight in the menu.
try {
  const chosen = localStorage.getItem("guichet-appearance");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.appearance = chosen;
} catch {}
(function reveal() {
  // Frames begin once the styles are there; the menu may still be on its way.
  requestAnimationFrame(() => {
    const here = document.querySelector("#g-menu [aria-current]");
    const menu = here?.closest("#g-menu");
    if (menu) menu.scrollTop = here.offsetTop - menu.clientHeight / 3;
    else if (document.readyState === "loading") reveal();
  });
})();
