// node bench/raw/run-template.mjs MODULE SECONDS: one JSON line { micros, html }.
import { pathToFileURL } from 'node:url';
import { context } from './template.mjs';

const [module, seconds] = process.argv.slice(2);
const render = await (await import(pathToFileURL(module).href)).make();
const c = context();
const html = await render(c);

function loop(ms) {
  const end = performance.now() + ms;
  const before = process.cpuUsage();
  let count = 0;
  for (; performance.now() < end; count += 10) for (let i = 0; i < 10; i++) render(c);
  const used = process.cpuUsage(before);
  return (used.user + used.system) / count;
}
loop(Number(seconds) * 500);
console.log(JSON.stringify({ micros: loop(Number(seconds) * 1000), html }));
