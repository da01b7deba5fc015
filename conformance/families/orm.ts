import fs from 'node:fs';
import path from 'node:path';
import { pushOverride } from '../../src/conf/configure.ts';
import { isExcluded } from '../exclusions.ts';
import { AppModels } from '../orm/queries/app-models.ts';
import { openDatabase } from '../orm/queries/database.ts';
import { replayLine } from '../orm/queries/replay-line.ts';
import type { QueryVector } from '../orm/queries/vector.ts';

interface Failure {
  readonly id: string;
  readonly what: string;
}

export interface OrmTally {
  passed: number;
  excluded: number;
  readonly failures: Failure[];
  /** Lines that took more statements than Django does. */
  readonly costly: Failure[];
  /** Lines with as many, or fewer. */
  frugal: number;
  readonly byApp: Map<string, { passed: number; failed: number }>;
}

export interface OrmOptions {
  readonly database: string;
  /** Apps to replay; all of them when empty. */
  readonly only: readonly string[];
}

/** Replays `orm/queries/*.jsonl`: chains of QuerySet methods, on a database with the rows that they were recorded on. */
export async function replayOrm(folder: string, { database, only }: OrmOptions): Promise<OrmTally> {
  const tally: OrmTally = { passed: 0, excluded: 0, failures: [], costly: [], frugal: 0, byApp: new Map() };
  const queries = path.join(folder, 'orm/queries');
  if (!fs.existsSync(queries)) return tally;
  const apps = fs
    .readdirSync(queries)
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => name.slice(0, -6));
  const restore = pushOverride({ DEFAULT_AUTO_FIELD: 'AutoField' });
  try {
    for (const app of apps.sort())
      if (only.length === 0 || only.includes(app)) await replayApp(app, folder, database, tally);
  } finally {
    restore();
  }
  return tally;
}

async function replayApp(app: string, folder: string, database: string, tally: OrmTally): Promise<void> {
  const text = fs.readFileSync(path.join(folder, 'orm/queries', `${app}.jsonl`), 'utf8');
  const vectors = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as QueryVector);
  const kept = vectors.filter(({ id }) => !isExcluded({ id: `orm:${id}` }, database));
  tally.excluded += vectors.length - kept.length;
  const own = { passed: 0, failed: 0 };
  tally.byApp.set(app, own);
  const fail = (vector: QueryVector, what: string): void => {
    own.failed++;
    tally.failures.push({ id: `orm:${vector.id}`, what: `${vector.test}\n    ${what}` });
  };
  let models: AppModels;
  let close: () => Promise<void>;
  try {
    models = new AppModels(folder, app);
    close = await openDatabase(database, models.all);
  } catch (error) {
    for (const vector of kept) fail(vector, `the models can't be made: ${String(error)}`);
    return;
  }
  for (const vector of kept) {
    try {
      const { what, queries } = await replayLine(vector, models, folder, database);
      if (what === undefined) own.passed++;
      else fail(vector, what);
      if (what === undefined && queries !== undefined && vector.queries !== null)
        count(vector, queries, tally);
    } catch (error) {
      fail(vector, `the line can't be replayed: ${String(error)}`);
    }
  }
  tally.passed += own.passed;
  await close();
}

function count({ id, test, queries }: QueryVector, sent: number, tally: OrmTally): void {
  if (sent <= queries!) tally.frugal++;
  else
    tally.costly.push({ id: `orm:${id}`, what: `${test}\n    ${sent} statements, Django sends ${queries}` });
}
