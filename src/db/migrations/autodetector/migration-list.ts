import type { MigrationGraph } from '../graph.ts';
import { Migration, type MigrationKey } from '../migration.ts';
import { nodeName } from '../node-name.ts';
import { RenameModel } from '../operations/rename-model.ts';
import { optimize } from '../optimizer.ts';
import { settingValue } from '../swappable.ts';
import { type Dependency, fulfils } from './dependency.ts';
import type { Detection, Planned } from './detection.ts';
import { topologicalOrder } from './topological-order.ts';

/** New migrations by app, under provisional names (`auto_1`). */
export type Changes = Map<string, Migration[]>;

/** How far operations may be torn apart: not at all, cut where one has to wait, taken from behind one that has to wait. */
const FREEDOMS = ['whole', 'cut', 'reorder'] as const;

/** Put the operations of each app in an order that works, cut them where apps wait for each other, and make migrations. */
export function buildMigrations(detection: Detection, graph: MigrationGraph | undefined): Changes {
  const pending = new Map(
    [...detection.planned]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([app, planned]) => [app, inOrder(app, planned)]),
  );
  const existingApps = new Set([...detection.from.models.values()].map((model) => model.appLabel));
  const changes: Changes = new Map();
  let left = count(pending);
  let boldness = 0;
  while (left > 0) {
    for (const [app, planned] of pending) {
      const freedom = FREEDOMS[boldness]!;
      const { ready, waiting, dependencies } = takeReady(app, planned, { pending, changes, graph, freedom });
      if (ready.length === 0) continue;
      if (waiting.length > 0 && freedom === 'whole') continue;
      pending.set(app, waiting);
      const made = changes.get(app) ?? [];
      const migration = new Migration(app, `auto_${made.length + 1}`, {
        initial: !existingApps.has(app),
        dependencies: [...dependencies.values()],
        operations: ready.map(({ operation }) => operation),
      });
      changes.set(app, [...made, migration]);
      boldness = 0;
    }
    const now = count(pending);
    if (now === left && ++boldness === FREEDOMS.length) {
      throw new Error(`The operations wait for each other in a circle: ${describe(pending)}.`);
    }
    left = now;
  }
  return new Map([...changes].map(([app, migrations]) => [app, finish(app, migrations)]));
}

function inOrder(app: string, planned: readonly Planned[]): Planned[] {
  const order = topologicalOrder(planned, (one) => awaitedWithin(app, planned, one));
  const late = order.filter((one, i) => order.slice(i + 1).some((other) => isRenamedBy(one, other)));
  if (late.length === 0) return order;
  // A renaming that has to wait takes the operations that name the model anew with it.
  return topologicalOrder(planned, (one) => [
    ...awaitedWithin(app, planned, one),
    ...(late.includes(one) ? planned.filter((other) => isRenamedBy(one, other)) : []),
  ]);
}

/** Whether an operation is on the model that another one renames, under its new name. */
function isRenamedBy({ operation }: Planned, { operation: rename }: Planned): boolean {
  if (!(rename instanceof RenameModel) || operation instanceof RenameModel) return false;
  const { modelName, name } = operation as { modelName?: string; name?: string };
  return (modelName ?? name)?.toLowerCase() === rename.newName.toLowerCase();
}

/** Operations of the same app that one waits for. */
function awaitedWithin(app: string, planned: readonly Planned[], one: Planned): Planned[] {
  return one.dependencies
    .map(resolved)
    .filter((dependency) => dependency.appLabel === app)
    .flatMap((dependency) => planned.filter((other) => isAwaited(other, one, dependency)));
}

/** Whether `one` waits for `other`. Models that are renamed at once don't wait for each other's names. */
function isAwaited(other: Planned, one: Planned, dependency: Dependency): boolean {
  if (other.operation instanceof RenameModel && one.operation instanceof RenameModel) return false;
  return fulfils(other.operation, dependency);
}

/** A dependency on a setting, as one on the model that it names. */
function resolved(dependency: Dependency): Dependency {
  if (dependency.appLabel !== '__setting__') return dependency;
  const [appLabel, modelName] = (settingValue(dependency.modelName) ?? '.').split('.') as [string, string];
  return { ...dependency, appLabel, modelName: modelName.toLowerCase() };
}

interface Situation {
  pending: ReadonlyMap<string, readonly Planned[]>;
  changes: Changes;
  graph: MigrationGraph | undefined;
  freedom: (typeof FREEDOMS)[number];
}

/** The operations that wait for nothing of another app, and the migrations that they need; the rest has to wait. */
function takeReady(app: string, planned: readonly Planned[], situation: Situation) {
  const ready: Planned[] = [];
  const waiting: Planned[] = [];
  const dependencies = new Map<string, MigrationKey>();
  for (const one of planned) {
    const isBehind =
      waiting.length > 0 &&
      (situation.freedom !== 'reorder' ||
        awaitedWithin(app, planned, one).some((other) => waiting.includes(other)));
    const needed = isBehind ? undefined : migrationsNeeded(app, one, situation);
    if (needed === undefined) {
      waiting.push(one);
      continue;
    }
    ready.push(one);
    for (const key of needed) dependencies.set(nodeName(key), key);
  }
  return { ready, waiting, dependencies };
}

/** The migrations of other apps that an operation needs; undefined while one of them is not made yet. */
function migrationsNeeded(app: string, one: Planned, situation: Situation): MigrationKey[] | undefined {
  const { pending, changes, graph, freedom } = situation;
  const needed: MigrationKey[] = [];
  for (const original of one.dependencies) {
    const dependency = resolved(original);
    const { appLabel } = dependency;
    if (appLabel === app) continue;
    if (pending.get(appLabel)?.some((other) => isAwaited(other, one, dependency))) return undefined;
    if (original.appLabel === '__setting__') {
      needed.push(['__setting__', original.modelName]);
      continue;
    }
    const made = changes.get(appLabel)?.at(-1);
    if (made !== undefined) needed.push(made.key);
    else if (freedom === 'whole') return undefined;
    else needed.push(graph?.leafNodes(appLabel)[0]?.key ?? [appLabel, '__first__']);
  }
  return needed;
}

/** Chain an app's migrations, and make their operations as few as can be. */
function finish(app: string, migrations: readonly Migration[]): Migration[] {
  return migrations.map((migration, i) => {
    const before = migrations[i - 1];
    const dependencies =
      before === undefined ? migration.dependencies : [...migration.dependencies, before.key];
    return migration.with({ dependencies, operations: optimize(migration.operations, app) });
  });
}

function count(pending: ReadonlyMap<string, readonly Planned[]>): number {
  return [...pending.values()].reduce((sum, planned) => sum + planned.length, 0);
}

function describe(pending: ReadonlyMap<string, readonly Planned[]>): string {
  return [...pending]
    .flatMap(([app, planned]) => planned.map(({ operation }) => `${app}: ${operation.describe()}`))
    .join('; ');
}
