/**
 * Replays the conformance vectors: `npm run conformance [-- --from DIR] [--family NAME] [--verbose]`. A line per family, then
 * the ids that fail; exits 0 only if none does. The family `orm` has more: its apps (`--only APP`), and a count of statements.
 */
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { compareError, compareResult } from './compare.ts';
import { isExcluded } from './exclusions.ts';
import { families } from './families/index.ts';
import { type OrmTally, replayOrm } from './families/orm.ts';
import { configureBase, inState } from './state.ts';
import type { Family, Vector } from './vector.ts';

interface Tally {
  passed: number;
  excluded: number;
  failures: { id: string; what: string }[];
}

async function runFamily(family: Family, folder: string): Promise<Tally> {
  const tally: Tally = { passed: 0, excluded: 0, failures: [] };
  const lines = fs.readFileSync(path.join(folder, `${family.name}.jsonl`), 'utf8').split('\n');
  for (const line of lines) {
    if (line.trim() === '') continue;
    const vector = JSON.parse(line) as Vector;
    if (isExcluded(vector)) {
      tally.excluded++;
      continue;
    }
    const what = await runVector(family, vector, folder);
    if (what === undefined) tally.passed++;
    else tally.failures.push({ id: vector.id, what });
  }
  return tally;
}

/** undefined when the line comes out as Django's. */
async function runVector(family: Family, vector: Vector, folder: string): Promise<string | undefined> {
  let result: unknown;
  try {
    result = await inState(vector.env, folder, () => family.run(vector, folder));
  } catch (error) {
    return compareError(vector, error);
  }
  return family.compare === undefined ? compareResult(vector, result) : family.compare(vector, result);
}

/** The family's line, those of its apps, and the second verdict: how many statements it took. */
function writeOrm({ passed, failures, excluded, byApp, costly, frugal }: OrmTally): void {
  process.stdout.write(`orm: ${passed} passed, ${failures.length} failed, ${excluded} excluded\n`);
  process.stdout.write(`orm/queries: ${frugal} no more than Django, ${costly.length} more\n`);
  for (const [app, { passed: right, failed }] of byApp)
    process.stdout.write(`    ${app}: ${right} passed, ${failed} failed\n`);
  if (options.verbose) for (const { id, what } of costly) process.stdout.write(`${id}\n    ${what}\n`);
}

const { values: options } = parseArgs({
  options: {
    from: { type: 'string' },
    family: { type: 'string', multiple: true },
    verbose: { type: 'boolean' },
    only: { type: 'string', multiple: true },
    database: { type: 'string', default: 'sqlite3' },
  },
});
const folder = path.resolve(options.from ?? path.join(import.meta.dirname, '../../shared/conformance'));
/** `--family schema` is `orm/schema`, too. */
const isChosen = (name: string): boolean =>
  options.family === undefined ||
  options.family.some((wanted) => name === wanted || name === `orm/${wanted}`);
const chosen = families.filter(({ name }) => isChosen(name));
if (chosen.length === 0 && !isChosen('orm')) {
  const names = [...families.map(({ name }) => name), 'orm'];
  process.stderr.write(`No such family. There are: ${names.join(', ')}.\n`);
  process.exit(2);
}
configureBase();
const failures: Tally['failures'] = [];
for (const family of chosen) {
  if (!fs.existsSync(path.join(folder, `${family.name}.jsonl`))) continue;
  const tally = await runFamily(family, folder);
  process.stdout.write(
    `${family.name}: ${tally.passed} passed, ${tally.failures.length} failed, ${tally.excluded} excluded\n`,
  );
  failures.push(...tally.failures);
}
if (isChosen('orm') && fs.existsSync(path.join(folder, 'orm/queries'))) {
  const tally = await replayOrm(folder, { database: options.database, only: options.only ?? [] });
  writeOrm(tally);
  failures.push(...tally.failures);
}
for (const { id, what } of failures)
  process.stdout.write(options.verbose ? `${id}\n    ${what}\n` : `${id}\n`);
process.exitCode = failures.length === 0 ? 0 : 1;
