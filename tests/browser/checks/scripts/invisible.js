// Links and buttons that are there but that nobody can see: text in the color of what is
// behind it, or an icon with no color of its own.
const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
const rgba = (color) => {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = color;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data];
};
const ground = (element) => {
  for (let up = element; up; up = up.parentElement) {
    const color = rgba(getComputedStyle(up).backgroundColor);
    if (color[3] > 250) return color;
  }
  return rgba("Canvas");
};
const near = (one, two) => one.slice(0, 3).every((part, idx) => Math.abs(part - two[idx]) < 24);
const found = [];
for (const element of document.querySelectorAll("a[href], button, summary, label, input:not([type=hidden]), select, textarea")) {
  if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
  const box = element.getBoundingClientRect();
  if (box.width < 2 || box.height < 2) continue;
  const behind = ground(element);
  const name = `${element.tagName.toLowerCase()}.${element.className} « ${(element.innerText || element.ariaLabel || "").trim().slice(0, 30)} »`;
  const style = getComputedStyle(element);
  if (element.innerText?.trim() && near(rgba(style.color), behind)) found.push(`${name}: text`);
  for (const shape of element.querySelectorAll("svg *")) {
    const drawn = getComputedStyle(shape);
    const inks = [drawn.fill, drawn.stroke].filter((ink) => ink !== "none");
    if (inks.length && inks.every((ink) => rgba(ink)[3] === 0)) found.push(`${name}: icon`);
  }
}
return found;
