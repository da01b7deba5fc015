import type { Migration, MigrationDefinition, MigrationKey } from './migration.ts';
import { nodeName } from './node-name.ts';
import type { Operation } from './operations/operation.ts';
import { optimize } from './optimizer.ts';

export interface Squashed {
  readonly definition: MigrationDefinition;
  /** How many operations there were before. */
  readonly before: number;
}

/**
 * One migration in the place of several of an app, which follow each other. Operations that are `elidable` are left out, and
 * unless `optimized` is false the rest is made as short as can be. Migrations that are squashed themselves may be among them.
 */
export function squash(migrations: readonly Migration[], { optimized = true } = {}): Squashed {
  const [first] = migrations as [Migration, ...Migration[]];
  const { appLabel } = first;
  const all = migrations.flatMap(({ operations }) => operations);
  const operations = optimized ? optimize(withoutElidable(all), appLabel) : all;
  const atomic = migrations.every((one) => one.atomic);
  return {
    before: all.length,
    definition: {
      dependencies: outerDependencies(migrations),
      runBefore: unique(migrations.flatMap(({ runBefore }) => runBefore)),
      replaces: migrations.map(({ key }) => key),
      operations,
      ...(!atomic && { atomic }),
    },
  };
}

/** The dependencies on other apps, and of the first migration on its own. */
function outerDependencies(migrations: readonly Migration[]): MigrationKey[] {
  const inner = new Set(migrations.map(String));
  const [first] = migrations as [Migration, ...Migration[]];
  const keys = migrations.flatMap((migration) =>
    migration.dependencies.filter(([app]) => app !== first.appLabel || migration === first),
  );
  return unique(keys).filter((key) => !inner.has(nodeName(key)));
}

function unique(keys: readonly MigrationKey[]): MigrationKey[] {
  return [...new Map(keys.map((key) => [nodeName(key), key])).values()];
}

function withoutElidable(operations: readonly Operation[]): Operation[] {
  return operations.filter((operation) => !operation.elidable);
}
