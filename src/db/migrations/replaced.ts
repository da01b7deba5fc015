import { CircularDependencyError } from './errors/circular-dependency-error.ts';
import type { Migration, MigrationKey } from './migration.ts';
import { type NodeName, nodeName } from './node-name.ts';

/** What a squashed migration replaces; a squashed one among these stands for what it replaces itself. */
export function replacedLeaves(migration: Migration, disk: ReadonlyMap<NodeName, Migration>): MigrationKey[] {
  return walk(migration, disk, []).filter((key) => isLeaf(key, disk));
}

/** Everything that a squashed migration replaces, squashed ones and what those replace included. */
export function allReplaced(migration: Migration, disk: ReadonlyMap<NodeName, Migration>): MigrationKey[] {
  return walk(migration, disk, []);
}

function isLeaf(key: MigrationKey, disk: ReadonlyMap<NodeName, Migration>): boolean {
  return (disk.get(nodeName(key))?.replaces.length ?? 0) === 0;
}

/** @throws CircularDependencyError when squashed migrations replace each other */
function walk(
  migration: Migration,
  disk: ReadonlyMap<NodeName, Migration>,
  path: readonly Migration[],
): MigrationKey[] {
  if (path.includes(migration)) throw new CircularDependencyError([...path, migration].map(String));
  return migration.replaces.flatMap((key) => {
    const inner = disk.get(nodeName(key));
    return inner === undefined ? [key] : [...walk(inner, disk, [...path, migration]), key];
  });
}
