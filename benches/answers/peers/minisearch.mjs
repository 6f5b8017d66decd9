// MiniSearch over the articles of the page's language: minisearch.mjs MODULES ARTICLES plain|tuned
import { answer, articles, fold, packages, STOP_WORDS } from "./lines.mjs";

const [modules, path, manner] = process.argv.slice(2);
const require = packages(modules);
const MiniSearch = require("minisearch");
const snowball = require("snowball-stemmers");
const fields = ["title", "description", "questions", "headings", "body"];

/** Options of an index as its manual's first page has it. */
const plain = () => ({ fields, extractField });

/** Folding, stems, stop words, prefixes and edits: what the manual offers beyond. */
function tuned(lang) {
  const stemmer = snowball.newStemmer(lang === "fr" ? "french" : "english");
  const processTerm = (term) => {
    const word = fold(term);
    return word.length < 2 || STOP_WORDS[lang].has(word) ? null : fold(stemmer.stem(term.toLowerCase()));
  };
  return {
    fields,
    extractField,
    processTerm,
    searchOptions: {
      boost: { title: 3, questions: 2, headings: 1.5, description: 1.5 },
      prefix: (term) => term.length > 3,
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
      weights: { fuzzy: 0.3, prefix: 0.4 },
    },
  };
}

function extractField(article, field) {
  const value = article[field];
  return Array.isArray(value) ? value.join("\n") : value;
}

const indexes = new Map();
for (const [lang, list] of Object.entries(articles(path))) {
  const index = new MiniSearch(manner === "tuned" ? tuned(lang) : plain());
  index.addAll(list);
  indexes.set(lang, index);
}

await answer((lang, question) =>
  indexes.get(lang).search(question).map(({ id, score }) => [id, score]));
