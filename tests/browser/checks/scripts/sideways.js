// What does not fit: how far the page scrolls sideways and what sticks out, and text that
// a box hides.
const root = document.documentElement;
const width = root.clientWidth;
const own = (element) =>
  element.tagName.toLowerCase() + (element.id ? `#${element.id}` : element.classList.length ? `.${element.classList[0]}` : "");
/** An element and where it stands. */
const name = (element) => {
  const path = [];
  for (let up = element; up && up !== document.body && path.length < 4; up = up.parentElement) path.unshift(own(up));
  return path.join(" > ");
};
const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
const scrolls = (element) => {
  for (let up = element.parentElement; up && up !== root; up = up.parentElement)
    if (/auto|scroll|hidden|clip/.test(getComputedStyle(up).overflowX)) return true;
  return false;
};
const sticking = [];
const cut = [];
for (const element of document.body.querySelectorAll("*")) {
  if (!shown(element)) continue;
  const box = element.getBoundingClientRect();
  if ((box.right > width + 1 || box.left < -1) && box.bottom > 0 && !scrolls(element)) sticking.push(name(element));
  const style = getComputedStyle(element);
  // Words for those who hear the page alone are one pixel large.
  const isHidden = /hidden|clip/.test(style.overflowX + style.overflowY) && box.width > 2 && box.height > 2;
  const hasText = [...element.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
  if (isHidden && hasText && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1))
    cut.push(name(element));
}
const over = Math.max(root.scrollWidth, document.body.scrollWidth) - width;
return { over, sticking: over > 0 ? sticking.slice(0, 5) : [], cut: cut.slice(0, 5) };
