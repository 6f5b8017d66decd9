// Says what html-validate finds in the HTML files it is given, one finding a line.
// Exit code 1 when there is any.
import { HtmlValidate, FileSystemConfigLoader } from "html-validate";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** HTML files at or below a path, sorted. */
const below = (path) =>
  path.endsWith(".html")
    ? [path]
    : readdirSync(path, { withFileTypes: true })
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .flatMap((entry) => (entry.isDirectory() || entry.name.endsWith(".html") ? below(join(path, entry.name)) : []));

const judge = new HtmlValidate({
  root: true,
  extends: ["html-validate:standard", "html-validate:a11y", "html-validate:document"],
});
let nFiles = 0;
let nFindings = 0;
for (const file of process.argv.slice(2).flatMap(below)) {
  const report = judge.validateStringSync(readFileSync(file, "utf8"), file);
  nFiles += 1;
  for (const { messages } of report.results)
    for (const { ruleId, message, line, column, selector } of messages) {
      nFindings += 1;
      console.log(`${file}:${line}:${column}: ${ruleId}: ${message} (${selector ?? "document"})`);
    }
}
console.log(`${nFiles} files, ${nFindings} findings`);
process.exitCode = nFindings || !nFiles ? 1 : 0;
