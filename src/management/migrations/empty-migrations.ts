import { parseNumber } from '../../db/migrations/autodetector/arrange.ts';
import type { Changes } from '../../db/migrations/autodetector/migration-list.ts';
import type { MigrationLoader } from '../../db/migrations/loader.ts';
import { Migration } from '../../db/migrations/migration.ts';

/** A migration without operations for each app, after its last one. */
export function emptyMigrations(
  loader: MigrationLoader,
  labels: readonly string[],
  name = 'custom',
): Changes {
  return new Map(
    labels.map((label) => {
      const leaf = loader.graph.leafNodes(label)[0];
      const number = leaf === undefined ? 1 : (parseNumber(leaf.name) ?? 0) + 1;
      const words = leaf === undefined ? 'initial' : name;
      const dependencies = leaf === undefined ? [] : [leaf.key];
      const fullName = `${String(number).padStart(4, '0')}_${words}`;
      const definition = { ...(leaf === undefined && { initial: true }), dependencies, operations: [] };
      return [label, [new Migration(label, fullName, definition)]];
    }),
  );
}
