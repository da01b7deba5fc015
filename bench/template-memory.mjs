// What many compiled templates keep in memory, in a process of their own.
import { execFileSync } from 'node:child_process';
import path from 'node:path';

export function templateMemory() {
  const script = path.join(import.meta.dirname, 'raw', 'run-template-memory.mjs');
  const found = JSON.parse(execFileSync(process.execPath, ['--expose-gc', script], { encoding: 'utf8' }));
  return [
    [`${found.templates} templates, rendered`, 'MB'],
    ['heap', found.heapMB.toFixed(1)],
    ['resident', found.residentMB.toFixed(1)],
  ];
}
