// Before the first paint: the appearance the reader chose, if any.
try {
  const chosen = localStorage.getItem("guichet-appearance");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.appearance = chosen;
} catch {}
