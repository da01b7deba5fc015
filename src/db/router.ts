import { settings } from '../conf/configure.ts';
import { ImproperlyConfigured } from '../core/errors/improperly-configured.ts';
import { importString } from '../utils/import-string.ts';
import { writtenDatabases } from './backends/base/written-databases.ts';
import { DEFAULT_DB_ALIAS } from './connections.ts';

/** What an entry of DATABASE_ROUTERS may have: each method answers, or leaves it to the next router by giving undefined. */
export interface DatabaseRouter {
  /** Alias of the database that rows of a model are read from; `hints.instance` is an object that the query starts at. */
  dbForRead?(model: object, hints: Readonly<Record<string, unknown>>): string | undefined;
  /** Alias of the database that rows of a model are written to. */
  dbForWrite?(model: object, hints: Readonly<Record<string, unknown>>): string | undefined;
  /** Whether two objects may have a relation; undefined leaves it to the next router. */
  allowRelation?(
    first: object,
    second: object,
    hints: Readonly<Record<string, unknown>>,
  ): boolean | undefined;
  /** Whether a database holds the tables of an app, or of one of its models (`hints.modelName`). */
  allowMigrate?(
    alias: string,
    appLabel: string,
    hints: Readonly<Record<string, unknown>>,
  ): boolean | undefined;
}

let routers: readonly DatabaseRouter[] = [];

/** Load the routers of the settings: classes, or objects, named as `'shop/routers.ts#ReplicaRouter'`. */
export async function loadRouters(): Promise<void> {
  routers = await Promise.all(settings.DATABASE_ROUTERS.map(loadRouter));
}

async function loadRouter(reference: string): Promise<DatabaseRouter> {
  const found = await importString(reference);
  if (typeof found === 'function') return new (found as new () => DatabaseRouter)();
  if (typeof found === 'object' && found !== null) return found;
  throw new ImproperlyConfigured(
    `DATABASE_ROUTERS names '${reference}', which is no router.`,
    'Export a class, or an object, with the methods of a router.',
  );
}

interface Stateful {
  readonly _state: { readonly db: string | undefined };
}

/**
 * Alias for a query: what a router says, else the database of the object that it starts at, else the default one. What was
 * written within `pinReads()` is read where it was written.
 */
export function routeDatabase(
  action: 'dbForRead' | 'dbForWrite',
  model: object,
  instance?: Stateful,
): string {
  if (action === 'dbForRead') {
    const written = routers.length === 0 ? undefined : writtenDatabases();
    const primary = written === undefined ? undefined : ask('dbForWrite', model, instance);
    if (primary !== undefined && written!.has(primary)) return primary;
  }
  return ask(action, model, instance);
}

function ask(action: 'dbForRead' | 'dbForWrite', model: object, instance: Stateful | undefined): string {
  for (const router of routers) {
    const answer = router[action]?.(model, instance === undefined ? {} : { instance });
    if (answer !== undefined) return answer;
  }
  return instance?._state.db ?? DEFAULT_DB_ALIAS;
}

/** Whether two objects may be related; by default, when they are of one database. */
export function allowRelation(first: Stateful, second: Stateful): boolean {
  for (const router of routers) {
    const answer = router.allowRelation?.(first, second, {});
    if (answer !== undefined) return answer;
  }
  return first._state.db === second._state.db;
}

/** Whether a database takes part in the migrations of an app; yes, unless a router says no. */
export function allowMigrate(
  alias: string,
  appLabel: string,
  hints: Readonly<Record<string, unknown>> = {},
): boolean {
  for (const router of routers) {
    const answer = router.allowMigrate?.(alias, appLabel, hints);
    if (answer !== undefined) return answer;
  }
  return true;
}

/** The same for one model. */
export function allowMigrateModel(
  alias: string,
  model: { readonly _meta: { readonly appLabel: string; readonly modelName: string } },
): boolean {
  const { appLabel, modelName } = model._meta;
  return allowMigrate(alias, appLabel, { modelName, model });
}

/** What the routers of the project say, as code asks them: `router.dbForWrite(Article)`. */
export const router = {
  dbForRead: (model: object, hints: { instance?: Stateful } = {}): string =>
    routeDatabase('dbForRead', model, hints.instance),
  dbForWrite: (model: object, hints: { instance?: Stateful } = {}): string =>
    routeDatabase('dbForWrite', model, hints.instance),
  allowRelation: (first: Stateful, second: Stateful): boolean => allowRelation(first, second),
  allowMigrate: (alias: string, appLabel: string, hints: Readonly<Record<string, unknown>> = {}): boolean =>
    allowMigrate(alias, appLabel, hints),
  allowMigrateModel: (alias: string, model: Parameters<typeof allowMigrateModel>[1]): boolean =>
    allowMigrateModel(alias, model),
};
