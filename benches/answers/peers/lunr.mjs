// lunr with lunr-languages over the articles of the page's language: lunr.mjs MODULES ARTICLES
import { answer, articles, packages } from "./lines.mjs";

const [modules, path] = process.argv.slice(2);
const require = packages(modules);
const lunr = require("lunr");
require("lunr-languages/lunr.stemmer.support")(lunr);
require("lunr-languages/lunr.fr")(lunr);

const boosts = { title: 3, questions: 2, headings: 1.5, description: 1.5, body: 1 };

const indexes = new Map();
for (const [lang, list] of Object.entries(articles(path))) {
  indexes.set(lang, lunr(function build() {
    if (lang === "fr") this.use(lunr.fr);
    for (const [field, boost] of Object.entries(boosts)) this.field(field, { boost });
    for (const article of list) {
      this.add({ ...article, questions: article.questions.join("\n"), headings: article.headings.join("\n") });
    }
  }));
}

await answer((lang, question) => {
  // An apostrophe ends a word in French; what looks like lunr's own syntax is text.
  const words = question.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const found = indexes.get(lang).query((query) => words.forEach((word) => query.term(word, {})));
  return found.map(({ ref, score }) => [ref, score]);
});
