// Pagefind over the articles of the page's language: pagefind.mjs MODULES ARTICLES FOLDER
//
// Its script is for browsers: here `fetch` reads the files of the index, and each
// language has an index of its own, as a page of that language would load.
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { answer, articles } from "./lines.mjs";

const [modules, path, folder] = process.argv.slice(2);
const entry = join(resolve(modules), "node_modules", "pagefind", "lib", "index.js");
const { createIndex, close } = await import(pathToFileURL(entry));

const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** An article as the page that a site would give Pagefind to read. */
function page(lang, { title, description, questions, headings, body }) {
  const lines = body.split("\n").map((line) =>
    headings.includes(line) ? `<h2>${escape(line)}</h2>` : `<p>${escape(line)}</p>`);
  const asked = questions.map((question) => `<p>${escape(question)}</p>`);
  return `<!doctype html><html lang="${lang}"><title>${escape(title)}</title><body><main>`
    + `<h1>${escape(title)}</h1><p>${escape(description)}</p>${lines.join("")}${asked.join("")}</main>`;
}

globalThis.fetch = async (address) => {
  const bytes = readFileSync(fileURLToPath(new URL(address, "file:///").href.split("?")[0]));
  return new Response(bytes);
};

const engines = new Map();
for (const [lang, list] of Object.entries(articles(path))) {
  const out = join(resolve(folder), lang);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const { index } = await createIndex({ forceLanguage: lang });
  for (const article of list) {
    await index.addHTMLFile({ url: `/${article.id}`, content: page(lang, article) });
  }
  await index.writeFiles({ outputPath: out });
  const engine = await import(pathToFileURL(join(out, "pagefind.js")));
  await engine.options({ basePath: `${pathToFileURL(out)}/`, baseUrl: "/" });
  await engine.init();
  engines.set(lang, engine);
}
await close();

await answer(async (lang, question) => {
  const { results } = await engines.get(lang).search(question);
  const best = results.slice(0, 10);
  const data = await Promise.all(best.map((result) => result.data()));
  return best.map((result, at) => [data[at].url.replace(/^\/|\/$/g, ""), result.score]);
});
process.exit(0);
