import type { MigrationGraph } from '../graph.ts';
import { Migration, type MigrationKey } from '../migration.ts';
import { nodeName } from '../node-name.ts';
import type { Planned } from './detection.ts';
import { topologicalOrder } from './topological-order.ts';
import type { Waits } from './waits.ts';

/** A migration in the making: operations that are not optimized yet. */
export interface Cut {
  readonly migration: Migration;
  readonly planned: readonly Planned[];
}

/** How far operations may be torn apart: not at all, cut where one has to wait, taken from behind one that has to wait. */
export const FREEDOMS = ['whole', 'cut', 'reorder'] as const;
type Freedom = (typeof FREEDOMS)[number];

interface Situation {
  readonly waits: Waits;
  readonly pending: ReadonlySet<Planned>;
  readonly cuts: ReadonlyMap<string, readonly Cut[]>;
  readonly graph: MigrationGraph | undefined;
  readonly freedom: Freedom;
}

/**
 * Put the operations of each app in an order in which none comes before what it waits for, and cut them where apps wait for
 * each other. @throws Error when operations wait for each other in a circle
 */
export function cutIntoMigrations(
  planned: ReadonlyMap<string, readonly Planned[]>,
  waits: Waits,
  freedoms: readonly Freedom[],
  { graph, existingApps }: { graph: MigrationGraph | undefined; existingApps: ReadonlySet<string> },
): Map<string, Cut[]> {
  const queues = new Map(
    [...planned].sort(([a], [b]) => (a < b ? -1 : 1)).map(([app, list]) => [app, inOrder(app, list, waits)]),
  );
  const pending = new Set([...queues.values()].flat());
  const cuts = new Map<string, Cut[]>();
  let boldness = 0;
  while (pending.size > 0) {
    const left = pending.size;
    for (const [app, queue] of queues) {
      const freedom = freedoms[boldness]!;
      const { ready, waiting, needed } = takeReady(app, queue, { waits, pending, cuts, graph, freedom });
      if (ready.length === 0 || (waiting.length > 0 && freedom === 'whole')) continue;
      queues.set(app, waiting);
      for (const one of ready) pending.delete(one);
      const made = cuts.get(app) ?? [];
      const migration = new Migration(app, `auto_${made.length + 1}`, {
        initial: !existingApps.has(app),
        dependencies: [...needed, ...made.slice(-1).map((before) => before.migration.key)],
        operations: ready.map(({ operation }) => operation),
      });
      cuts.set(app, [...made, { migration, planned: ready }]);
      boldness = 0;
    }
    if (pending.size === left && ++boldness === freedoms.length) throw circle(queues);
  }
  return cuts;
}

function inOrder(app: string, planned: readonly Planned[], waits: Waits): Planned[] {
  const places = new Map(planned.map((one, place) => [one, place]));
  return topologicalOrder(planned, (one) => {
    const awaited = awaitedWithin(app, one, waits);
    return one.unordered ? awaited.sort((a, b) => places.get(a)! - places.get(b)!) : awaited;
  });
}

/** Operations of the same app that one waits for. */
function awaitedWithin(app: string, one: Planned, waits: Waits): Planned[] {
  return waits.get(one)!.flatMap(({ appLabel, awaited }) => (appLabel === app ? awaited : []));
}

/** The operations that wait for nothing of another app, and the migrations that they need; the rest has to wait. */
function takeReady(app: string, queue: readonly Planned[], situation: Situation) {
  const ready: Planned[] = [];
  const waiting: Planned[] = [];
  const found = new Map<string, MigrationKey>();
  for (const one of queue) {
    const isBehind =
      waiting.length > 0 &&
      (situation.freedom !== 'reorder' ||
        awaitedWithin(app, one, situation.waits).some((other) => waiting.includes(other)));
    const needed = isBehind ? undefined : migrationsNeeded(app, one, situation);
    if (needed === undefined) {
      waiting.push(one);
      continue;
    }
    ready.push(one);
    for (const key of needed) found.set(nodeName(key), key);
  }
  return { ready, waiting, needed: [...found.values()] };
}

/** The migrations of other apps that an operation needs; undefined while one of them is not made yet. */
function migrationsNeeded(
  app: string,
  one: Planned,
  { waits, pending, cuts, graph, freedom }: Situation,
): MigrationKey[] | undefined {
  const needed: MigrationKey[] = [];
  for (const { dependency, appLabel, awaited } of waits.get(one)!) {
    if (appLabel === app) continue;
    if (awaited.some((other) => pending.has(other))) return undefined;
    if (dependency.appLabel === '__setting__') {
      needed.push(['__setting__', dependency.modelName]);
      continue;
    }
    const made = cuts.get(appLabel)?.at(-1);
    if (made !== undefined) needed.push(made.migration.key);
    else if (freedom === 'whole') return undefined;
    else needed.push(graph?.leafNodes(appLabel)[0]?.key ?? [appLabel, '__first__']);
  }
  return needed;
}

function circle(queues: ReadonlyMap<string, readonly Planned[]>): Error {
  const left = [...queues].flatMap(([app, list]) =>
    list.map(({ operation }) => `${app}: ${operation.describe()}`),
  );
  return new Error(`The operations wait for each other in a circle: ${left.join('; ')}.`);
}
