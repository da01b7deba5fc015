import type { Changes } from '../../db/migrations/autodetector/migration-list.ts';
import type { MigrationLoader } from '../../db/migrations/loader.ts';
import type { Migration } from '../../db/migrations/migration.ts';
import { nodeName } from '../../db/migrations/node-name.ts';
import { optimize } from '../../db/migrations/optimizer.ts';
import { CommandError } from '../command-error.ts';

interface Updated {
  updated: Changes;
  /** Files whose place others take. */
  obsolete: string[];
}

/** Work new migrations into the last one of each app, which gets a name for what it does now, or that of `words`. @throws CommandError when that one has been applied or is needed */
export function updatedMigrations(loader: MigrationLoader, changes: Changes, words?: string): Updated {
  const updated: Changes = new Map();
  const obsolete: string[] = [];
  for (const [label, migrations] of changes) {
    const leaf = loader.graph.leafNodes(label)[0];
    if (leaf === undefined) {
      throw new CommandError(`App ${label} has no migration, cannot update last migration.`);
    }
    refuseTaken(loader, leaf);
    const own = new Set([String(leaf), ...migrations.map(String)]);
    const all = [leaf, ...migrations];
    const dependencies = new Map(all.flatMap((one) => one.dependencies).map((key) => [nodeName(key), key]));
    const merged = leaf.with({
      operations: optimize(
        all.flatMap((one) => one.operations),
        label,
      ),
      dependencies: [...dependencies].filter(([name]) => !own.has(name)).map(([, key]) => key),
    });
    const suggested = `${leaf.name.slice(0, 4)}_${words ?? merged.suggestName()}`;
    // A name of its own, so that a database that has had the old one says so.
    const name = suggested === leaf.name ? `${leaf.name}_updated` : suggested;
    if (leaf.file !== undefined) obsolete.push(leaf.file);
    updated.set(label, [merged.with({ name })]);
  }
  return { updated, obsolete };
}

function refuseTaken(loader: MigrationLoader, leaf: Migration): void {
  if (leaf.replaces.length > 0) throw new CommandError(`Cannot update squash migration '${leaf}'.`);
  if (loader.applied.has(String(leaf))) throw new CommandError(`Cannot update applied migration '${leaf}'.`);
  const needing = [...loader.disk.values()].filter((one) =>
    one.dependencies.some((key) => nodeName(key) === String(leaf)),
  );
  if (needing.length === 0) return;
  throw new CommandError(
    `Cannot update migration '${leaf}' that migrations ${needing.join(', ')} depend on.`,
  );
}
