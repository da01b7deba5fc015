import { ContentType } from '../../../src/contrib/contenttypes/index.ts';
import { captureQueries } from '../../../src/db/backends/query-log.ts';
import { connections } from '../../../src/db/connections.ts';
import { fields, functions, registerLookup, unregisterLookup } from '../../../src/db/index.ts';
import type { AnyModel } from '../../../src/db/models/model.ts';
import { atomic } from '../../../src/db/transaction.ts';
import { inState } from '../../state.ts';
import { type AppModels, allRows } from './app-models.ts';
import { applyCalls } from './calls.ts';
import { compareFailure, compareOutcome } from './compare-result.ts';
import { isCounted, stepsOf } from './database.ts';
import { Reader, type Source, storedNodes } from './reader.ts';
import { runOp } from './run-op.ts';
import { Comparison } from './same-object.ts';
import { compareTables, loadData, readData, sequencesOf } from './tables.ts';
import type { Chain, Json, QueryVector } from './vector.ts';

export interface Verdict {
  /** What differs from Django; undefined when nothing does. */
  readonly what: string | undefined;
  /** Statements that were sent; undefined when the line raises or has no count. */
  readonly queries: number | undefined;
}

/** Ends the transaction of a line. */
class Undo extends Error {}

/** Do what a line says, in a transaction that is undone. */
export async function replayLine(
  vector: QueryVector,
  models: AppModels,
  folder: string,
  database: string,
): Promise<Verdict> {
  const { current_timezone: timezone, ...settings } = vector.settings ?? {};
  const env = { settings, ...(timezone !== undefined && { timezone: String(timezone) }) };
  let verdict: Verdict = { what: 'nothing happened', queries: undefined };
  const data = readData(folder, vector.app, vector.data);
  const writes = vector.after !== undefined;
  const sequences = writes ? sequencesOf(data, models.columns) : [];
  const steps = stepsOf(database);
  if (writes) await steps.beforeWriting?.(connections.get(), sequences);
  const undo = (): Promise<never> =>
    atomic(() =>
      unchecked(async () => {
        await loadData(data, models.columns);
        await steps.inTransaction(connections.get(), sequences);
        ContentType.objects.clearCache();
        verdict = await judge(vector, models, folder);
        throw new Undo();
      }),
    );
  await inState(env, folder, () => undo().catch(rethrowOthers));
  return verdict;
}

/** The rows are those of a moment within a test: keys may point at nothing. */
async function unchecked<T>(body: () => Promise<T>): Promise<T> {
  const disabled = await connections.get().disableConstraintChecking();
  try {
    return await body();
  } finally {
    if (disabled) await connections.get().enableConstraintChecking();
  }
}

function rethrowOthers(error: unknown): void {
  if (!(error instanceof Undo)) throw error;
}

async function judge(vector: QueryVector, models: AppModels, folder: string): Promise<Verdict> {
  const source = await sourceOf(vector, models);
  const reader = new Reader(source);
  const undo = registerLookups(vector);
  const target: { value?: unknown } = {};
  const comparison = new Comparison(models.names, new Set(vector.volatile ?? []));
  try {
    target.value = start(vector.chain, source, reader, models);
    const { result, queries } = await captureQueries(async () => ({
      found: await runOp(target.value, vector.op, reader),
    }));
    const what =
      compareOutcome(vector, result.found, comparison) ?? (await afterwards(vector, models, folder));
    return { what, queries: queries.filter(({ sql }) => isCounted(sql)).length };
  } catch (error) {
    return { what: compareFailure(vector, error), queries: undefined };
  } finally {
    undo();
  }
}

/** The tables as they are after a write. */
async function afterwards(
  vector: QueryVector,
  models: AppModels,
  folder: string,
): Promise<string | undefined> {
  if (vector.after === undefined) return undefined;
  const leftOut = new Set([...(vector.volatile ?? []), ...models.joinTables.map((table) => `${table}.id`)]);
  return compareTables(models.columns, readData(folder, vector.app, vector.after), leftOut);
}

function registerLookups({ register_lookups: lookups = [] }: QueryVector): () => void {
  const made = lookups.map(([field, lookup, name]) => {
    const type = (fields as unknown as Record<string, never>)[field]!;
    const transform = (functions as unknown as Record<string, never>)[lookup]!;
    return name === null ? ([type, transform] as const) : ([type, transform, name as never] as const);
  });
  for (const one of made) registerLookup(...(one as [never, never]));
  return () => {
    for (const one of made) unregisterLookup(...(one as [never, never]));
  };
}

/** What a chain starts at: a QuerySet, a manager of a relation, or an instance. */
function start({ root, calls }: Chain, source: Source, reader: Reader, models: AppModels): unknown {
  return applyCalls(rootOf(root, source, reader, models), calls, reader);
}

function rootOf(root: Json, source: Source, reader: Reader, models: AppModels): unknown {
  if (root['model'] !== undefined) return allRows(models.get(String(root['model']))).all();
  if (root['obj'] !== undefined) return source.stored(root);
  if (root['related'] !== undefined) {
    const related = root['related'] as Json;
    const owner = source.stored(related) as unknown as Json;
    const accessor = String(related['accessor']);
    return owner[accessor in owner ? accessor : source.names.name(accessor)];
  }
  const instance = source.create(String(root['instance']), reader.readKeys(root['values'] as Json));
  if (root['adding'] === false) Object.assign(instance._state, { adding: false, db: 'default' });
  return instance;
}

/** Fetch the stored instances that a line names, each for itself. */
async function sourceOf(vector: QueryVector, models: AppModels): Promise<Source> {
  const stored = new Map<Json, AnyModel>();
  const source: Source = {
    names: models.names,
    queryset: (chain) => start(chain, source, new Reader(source), models),
    stored: (node) => stored.get(node)!,
    create: (label, values) => new (models.get(label))(values),
  };
  const reader = new Reader(source);
  for (const node of [...storedNodes(vector.chain), ...storedNodes(vector.op)]) {
    const [label, pk] = (node['$obj'] ?? node['obj']) as [string, unknown];
    const values = node['set'] === undefined ? undefined : reader.readKeys(node['set'] as Json);
    const found = (await allRows(models.get(label))
      .filter({ pk: reader.read(pk) })
      .first()) as AnyModel | null;
    if (found === null && values === undefined)
      throw new Error(`There is no ${label} ${JSON.stringify(pk)}.`);
    stored.set(node, found === null ? source.create(label, values!) : Object.assign(found, values));
  }
  return source;
}
