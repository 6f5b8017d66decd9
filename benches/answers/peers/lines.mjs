// What the peers of compare.py share: questions a line in, answers a line out.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

/** Hits given for a question. */
const TOP = 10;

/** `require` for packages installed in a folder outside the repository. */
export const packages = (folder) => createRequire(join(resolve(folder), "peers.js"));

/** Articles by language, as compare.py wrote them. */
export const articles = (path) => JSON.parse(readFileSync(path, "utf8"));

/**
 * Answers each question of the standard input.
 * @param {(lang: string, question: string) => Promise<[string, number][]> | [string, number][]} find
 *   Ids and scores of articles, best first.
 */
export async function answer(find) {
  for (const line of readFileSync(0, "utf8").split("\n")) {
    if (!line) continue;
    const { id, lang, question } = JSON.parse(line);
    const found = await find(lang, question);
    const hits = found.slice(0, TOP).map(([article, score]) => ({ article, score }));
    console.log(JSON.stringify({ id, lang, hits }));
  }
}

/** Folds case and accents. */
export const fold = (text) =>
  text.toLowerCase().replaceAll("œ", "oe").replaceAll("æ", "ae")
    .normalize("NFD").replace(/\p{M}/gu, "");

/** Words that say nothing alone, folded. */
export const STOP_WORDS = {
  fr: new Set((
    "a ai as au aux avec avez avoir c ce ces cet cette chez comment d dans de des dois doit du elle en "
    + "est et etre eux faire fait faut il ils j je l la le les leur leurs lui m ma mais me mes moi mon n "
    + "ne nos notre nous on ont ou par pas peut peux plus pour puis qu quand que quel quelle quelles "
    + "quels qui quoi s sa se ses si son sont sur t ta te tes toi ton tu un une vos votre vous y"
  ).split(" ")),
  en: new Set((
    "a am an and any are as at be been but by can could did do does for from get had has have he her "
    + "his how i if in is it its may me must my no not of on or our she should so some that the their "
    + "them there they this to us was we were what when where which who whom why will with would you your"
  ).split(" ")),
};
