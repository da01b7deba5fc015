import type { MigrationGraph } from '../graph.ts';
import type { Migration, MigrationKey } from '../migration.ts';
import { nodeName } from '../node-name.ts';
import { RenameModel } from '../operations/rename-model.ts';
import { settingValue } from '../swappable.ts';
import { type Cut, cutIntoMigrations, FREEDOMS } from './cut.ts';
import type { Detection, Planned } from './detection.ts';
import { optimized } from './optimized.ts';
import { type Wait, type Waits, waitsOf } from './waits.ts';

/** New migrations by app, under provisional names (`auto_1`). */
export type Changes = Map<string, Migration[]>;

/**
 * Put the operations of each app in an order, cut them where apps wait for each other, and make migrations. Django's own order
 * is taken where it works; where it doesn't, those that come too early wait, and in the end all that have to.
 */
export function buildMigrations(detection: Detection, graph: MigrationGraph | undefined): Changes {
  const existingApps = new Set([...detection.from.models.values()].map((model) => model.appLabel));
  const context = { graph, existingApps };
  const careful = waitsOf(detection, true);
  const cuts =
    djangosOrder(detection, careful, context) ??
    cutIntoMigrations(detection.planned, careful, FREEDOMS, context);
  return new Map(
    [...cuts].map(([app, list]) => [
      app,
      list.map(({ migration, planned }) => migration.with({ operations: optimized(planned, careful, app) })),
    ]),
  );
}

interface Context {
  readonly graph: MigrationGraph | undefined;
  readonly existingApps: ReadonlySet<string>;
}

/** Undefined where it cannot be made to work. */
function djangosOrder(
  detection: Detection,
  careful: Waits,
  context: Context,
): Map<string, Cut[]> | undefined {
  const waits = new Map(waitsOf(detection, false));
  try {
    for (;;) {
      const cuts = cutIntoMigrations(detection.planned, waits, FREEDOMS.slice(0, 2), context);
      const early = tooEarly(cuts, careful);
      if (early.size === 0) return cuts;
      // Waiting longer would not help what waits already.
      if (![...early].some(([one, more]) => more.some((wait) => !waits.get(one)!.includes(wait))))
        return undefined;
      for (const [one, more] of early) {
        waits.set(one, [...waits.get(one)!, ...more]);
        // Django lets a renaming wait for the models that point at the new name, which have to wait for it.
        for (const rename of more.flatMap(({ awaited }) => awaited)) {
          if (rename.operation instanceof RenameModel) waits.set(rename, careful.get(rename)!);
        }
      }
    }
  } catch {
    return undefined;
  }
}

/** What operations would have to wait for, and come before. */
function tooEarly(cuts: ReadonlyMap<string, readonly Cut[]>, careful: Waits): Map<Planned, Wait[]> {
  const places = placesOf(cuts);
  const found = new Map<Planned, Wait[]>();
  for (const [one, waits] of careful) {
    const broken = waits.filter(({ awaited }) => awaited.some((other) => !isBefore(other, one, places)));
    if (broken.length > 0) found.set(one, broken);
  }
  return found;
}

interface Place {
  readonly migration: string;
  readonly index: number;
  /** The migrations that have to be applied before. */
  readonly earlier: ReadonlySet<string>;
}

function isBefore(other: Planned, one: Planned, places: ReadonlyMap<Planned, Place>): boolean {
  const [before, place] = [places.get(other)!, places.get(one)!];
  return before.migration === place.migration
    ? before.index < place.index
    : place.earlier.has(before.migration);
}

function placesOf(cuts: ReadonlyMap<string, readonly Cut[]>): Map<Planned, Place> {
  const all = [...cuts.values()].flat();
  const byName = new Map(all.map((cut) => [nodeName(cut.migration.key), cut.migration]));
  const resolved = (key: MigrationKey): string => {
    const [app] = key[0] === '__setting__' ? (settingValue(key[1]) ?? '').split('.') : [];
    const first = app === undefined ? undefined : cuts.get(app)?.[0];
    return nodeName(first === undefined ? key : first.migration.key);
  };
  const known = new Map<string, Set<string>>();
  const earlierThan = (name: string): Set<string> => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const earlier = new Set<string>();
    known.set(name, earlier);
    for (const key of byName.get(name)?.dependencies ?? []) {
      const needed = resolved(key);
      earlier.add(needed);
      for (const one of earlierThan(needed)) earlier.add(one);
    }
    return earlier;
  };
  const places = new Map<Planned, Place>();
  for (const { migration, planned } of all) {
    const name = nodeName(migration.key);
    for (const [index, one] of planned.entries()) {
      places.set(one, { migration: name, index, earlier: earlierThan(name) });
    }
  }
  return places;
}
