// Asks the browser's engine: node ask.mjs ENGINE FOLDER < questions > answers, one JSON
// object a line, as `guichet search --stdin`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';

const [engine, folder] = process.argv.slice(2);
globalThis.self = globalThis;
const run = path => vm.runInThisContext(readFileSync(path, 'utf8'), path);
let requests = 0;
self.guichet = { get: async name => { requests++; run(join(folder, name)); } };
run(engine);
const lines = readFileSync(0, 'utf8').split('\n').filter(Boolean);
const out = [];
for (const line of lines) {
  const { id, lang, question } = JSON.parse(line);
  const start = process.hrtime.bigint();
  const answer = await self.guichet.ask(question, { lang, top: 10 });
  out.push(JSON.stringify({ id, us: Number((process.hrtime.bigint() - start) / 1000n), ...answer }));
}
console.log(out.join('\n'));
console.error(`${requests} requests`);
