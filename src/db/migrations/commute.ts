import type { Migration } from './migration.ts';
import { IndexOperation } from './operations/index-operation.ts';
import type { Operation } from './operations/operation.ts';

/** Two operations of different branches that touch the same thing, so that their order matters. */
export interface Clash {
  readonly operations: readonly [Operation, Operation];
  readonly migrations: readonly [Migration, Migration];
}

/** Operations of two branches that may come to something else in the other order; none when the branches can be merged as they are. */
export function clashesBetween(one: readonly Migration[], other: readonly Migration[]): Clash[] {
  const clashes: Clash[] = [];
  for (const left of one) {
    for (const right of other) {
      for (const a of left.operations) {
        for (const b of right.operations) {
          if (!commute(a, b, left.appLabel)) clashes.push({ operations: [a, b], migrations: [left, right] });
        }
      }
    }
  }
  return clashes;
}

/** Whether two operations of an app do the same in either order. Unsure, as with code and SQL, means no. */
export function commute(a: Operation, b: Operation, appLabel: string): boolean {
  if (a.elidable || b.elidable) return false;
  if (a instanceof IndexOperation) return indexCommutes(a, b, appLabel);
  if (b instanceof IndexOperation) return indexCommutes(b, a, appLabel);
  return a.reduce(b, appLabel) === true && b.reduce(a, appLabel) === true;
}

/** Indexes and constraints mind their own model, and of its other indexes only those of the same name. */
function indexCommutes(a: IndexOperation, b: Operation, appLabel: string): boolean {
  if (!(b instanceof IndexOperation)) return !b.referencesModel(a.modelName, appLabel);
  const names = namesOf(a);
  return !a.isSameModel(b) || !namesOf(b).some((name) => names.includes(name));
}

/** Every name of an index or constraint that an operation tells; an index without one cannot be told apart. */
function namesOf(operation: IndexOperation): unknown[] {
  const { name, oldName, newName, index, constraint } = operation.deconstruct().options as Readonly<
    Record<string, { name?: unknown } | undefined>
  >;
  return [name, oldName, newName, index?.name, constraint?.name].filter((one) => one !== undefined);
}
