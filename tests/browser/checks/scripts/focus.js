// What a person who sees the screen knows of the focus: where it is, whether something
// covers it, what marks it. null when the page itself has the focus.
const at = document.activeElement;
if (!at || at === document.body || at === document.documentElement) return null;

const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
/** A CSS color as four numbers. */
const rgba = (color) => {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = color;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data];
};
const light = ([r, g, b]) => {
  const [x, y, z] = [r, g, b].map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return 0.2126 * x + 0.7152 * y + 0.0722 * z;
};
const contrast = (one, two) => {
  const [a, b] = [light(one), light(two)].sort((x, y) => y - x);
  return (a + 0.05) / (b + 0.05);
};
/** The first opaque background at or above an element. */
const ground = (element) => {
  for (let up = element; up; up = up.parentElement) {
    const color = rgba(getComputedStyle(up).backgroundColor);
    if (color[3] > 250) return color;
  }
  return [255, 255, 255, 255];
};

const box = (element) => element.getBoundingClientRect();
const isSmall = (element) => box(element).width <= 2 || box(element).height <= 2 || getComputedStyle(element).opacity === "0";
// A control that is drawn by its label is seen through its label.
const seen = isSmall(at) && at.labels?.[0] ? at.labels[0] : at;

const marks = [seen, at, seen.parentElement].some((element) => {
  const style = getComputedStyle(element);
  const width = parseFloat(style.outlineWidth);
  if (style.outlineStyle === "none" || width < 2) return false;
  const around = parseFloat(style.outlineOffset) >= 0 ? element.parentElement : element;
  return contrast(rgba(style.outlineColor), ground(around ?? element)) >= 3;
});

const { left, right, top, bottom } = box(seen);
const points = [];
for (const x of [0.1, 0.5, 0.9])
  for (const y of [0.1, 0.5, 0.9]) points.push([left + (right - left) * x, top + (bottom - top) * y]);
const hit = points.some(([x, y]) => {
  const top = document.elementFromPoint(x, y);
  return top && (seen.contains(top) || top.contains(seen));
});
const path = [];
for (let up = at; up && path.length < 4; up = up.parentElement)
  path.unshift(up.tagName.toLowerCase() + (up.id ? `#${up.id}` : up.className ? `.${String(up.className.baseVal ?? up.className).split(" ")[0]}` : ""));
return {
  at: [...document.querySelectorAll("*")].indexOf(at),
  what: `${path.join(" > ")} « ${(at.innerText || at.ariaLabel || at.value || "").trim().slice(0, 40)} »`,
  isMarked: marks,
  isInSight: hit,
};
