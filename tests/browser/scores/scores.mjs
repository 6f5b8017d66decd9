// Scores of Lighthouse for pages that are served: the median of three runs, on a phone
// and at a desk. Exit code 1 when accessibility, best practices or search engines score
// below 100, or, with --strict, speed too: on a busy machine that says little.
//   node scores.mjs [--strict] URL…
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import desktopConfig from "lighthouse/core/config/desktop-config.js";

const RUNS = 3;
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const isStrict = process.argv.includes("--strict");
const urls = process.argv.slice(2).filter((arg) => !arg.startsWith("--"));

const chrome = await launch({
  chromePath: process.env.CHROME_PATH ?? "/usr/bin/chromium",
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"],
});
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
let isBelow = urls.length === 0;
try {
  for (const url of urls)
    for (const [screen, config] of [["phone", undefined], ["desk", desktopConfig]]) {
      const runs = [];
      const findings = new Set();
      for (let n = 0; n < RUNS; n += 1) {
        const { lhr } = await lighthouse(url, { port: chrome.port, onlyCategories: CATEGORIES, logLevel: "error" }, config);
        runs.push(lhr.categories);
        for (const [name, category] of Object.entries(lhr.categories))
          for (const { id, weight } of category.auditRefs) {
            const audit = lhr.audits[id];
            if (weight > 0 && audit.score !== null && audit.score < 1) findings.add(`${name}: ${id}: ${audit.displayValue ?? audit.title}`);
          }
      }
      const scores = CATEGORIES.map((name) => Math.round(median(runs.map((run) => run[name].score)) * 100));
      console.log(`${screen.padEnd(5)} ${CATEGORIES.map((name, idx) => `${name} ${scores[idx]}`).join(" · ")}  ${new URL(url).pathname}`);
      for (const finding of findings) console.log(`        ${finding}`);
      if (scores.slice(isStrict ? 0 : 1).some((score) => score < 100)) isBelow = true;
    }
} finally {
  await chrome.kill();
}
process.exitCode = isBelow ? 1 : 0;
