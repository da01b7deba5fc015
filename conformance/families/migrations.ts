import { createModel } from '../../src/db/index.ts';
import { deepDeconstruct } from '../../src/db/migrations/autodetector/deep-deconstruct.ts';
import { Autodetector, type Migration, type Operation, optimize } from '../../src/db/migrations/index.ts';
import { decodeOperation, decodeState, type OperationVector } from '../orm/decode.ts';
import { type Answer, preparedAnswers } from '../orm/prepared-answers.ts';
import { inState } from '../state.ts';
import type { Family, Vector } from '../vector.ts';

interface MigrationVector {
  name: string;
  dependencies: [string, string][];
  operations: OperationVector[];
  suggested_name: string;
}

let hasUser = false;

/** Migrations that take one state to another, or operations made fewer; as plain data beside what Django gives. */
async function run(vector: Vector, folder: string): Promise<unknown> {
  if (!hasUser) createModel('User', { appLabel: 'auth', meta: { swappable: 'AUTH_USER_MODEL' } });
  hasUser = true;
  try {
    const settings = vector['settings'] as Record<string, unknown> | undefined;
    return await inState(settings && { settings }, folder, async () =>
      vector['kind'] === 'optimizer' ? optimized(vector) : await detected(vector),
    );
  } catch (error) {
    return { found: String(error), expected: 'no error' };
  }
}

async function detected(vector: Vector): Promise<unknown> {
  const [before, after] = [vector['before'], vector['after']].map((state) => decodeState(state as never));
  const answers = preparedAnswers((vector['answers'] ?? []) as Answer[]);
  const changes = await new Autodetector(before!, after!, answers).detect();
  const expected = vector['changes'] as Record<string, MigrationVector[]>;
  return {
    found: [...changes].sort(byApp).map(([app, list]) => [app, list.map(found)]),
    expected: Object.entries(expected)
      .sort(byApp)
      .map(([app, list]) => [app, list.map(wanted)]),
  };
}

function optimized(vector: Vector): unknown {
  const operations = (vector['operations'] as OperationVector[]).map(decodeOperation);
  const expected = vector['optimized'] as OperationVector[];
  const got = optimize(operations, String(vector['app_label']));
  return {
    found: { operations: got.map(plain), descriptions: got.map((one) => one.describe()) },
    expected: {
      operations: expected.map(decodeOperation).map(plain),
      descriptions: expected.map(description),
    },
  };
}

function byApp([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

function found(migration: Migration): unknown {
  const { name, operations, dependencies } = migration;
  return {
    name,
    operations: operations.map(plain),
    descriptions: operations.map((one) => one.describe()),
    dependencies: [...new Set(dependencies.map(String))].sort(),
    suggestedName: migration.suggestName(),
  };
}

function wanted({ name, operations, dependencies, suggested_name }: MigrationVector): unknown {
  return {
    name,
    operations: operations.map(decodeOperation).map(plain),
    descriptions: operations.map(description),
    dependencies: [...new Set(dependencies.map(String))].sort(),
    suggestedName: suggested_name,
  };
}

/** Django's words for an operation, where the vector has them; a tuple is written without Python's punctuation here. */
function description(vector: OperationVector): string {
  const text = vector.describe ?? decodeOperation(vector).describe();
  return text.replace(/\('(.*)'\)/, (_, names: string) => names.replaceAll("'", ''));
}

/** An operation as plain data; sets of groups in one order, options that say nothing left out. */
function plain(operation: Operation): unknown {
  const { name, options } = operation.deconstruct();
  const tidy = { ...options };
  if (tidy['options'] !== undefined) {
    const kept = Object.entries(tidy['options'] as object).filter(([, value]) => !isEmpty(value));
    tidy['options'] = Object.fromEntries(kept.map(([key, value]) => [key, sortGroups(key, value)]));
    if (kept.length === 0 && name === 'CreateModel') delete tidy['options'];
  }
  for (const key of ['uniqueTogether', 'indexTogether']) {
    if (key in tidy) tidy[key] = sortGroups(key, tidy[key]);
  }
  return { name, options: lowerTargets(deepDeconstruct(tidy)) };
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

function sortGroups(key: string, value: unknown): unknown {
  if (!key.endsWith('Together')) return value;
  return [...((value ?? []) as string[][])].sort((a, b) => (String(a) < String(b) ? -1 : 1));
}

/** The case of a label means nothing. */
function lowerTargets(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (key, item) =>
    (key === 'to' || key === 'through') && typeof item === 'string' ? item.toLowerCase() : item,
  );
}

function compare(_vector: Vector, result: unknown): string | undefined {
  const { found: got, expected } = result as { found: unknown; expected: unknown };
  const [left, right] = [canonical(got), canonical(expected)];
  return left === right ? undefined : `expected ${right}, got ${left}`;
}

/** JSON with the keys of options in one order; fields of a model keep theirs. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (key, item: unknown) => {
    const isPlain = typeof item === 'object' && item !== null && !Array.isArray(item);
    if (!isPlain || key === 'fields') return item;
    return Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** What the autodetector and the optimizer make. */
export const migrations: Family = { name: 'orm/migrations', run, compare };
