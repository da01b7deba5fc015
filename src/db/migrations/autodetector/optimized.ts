import { DeleteModel } from '../operations/delete-model.ts';
import type { Operation } from '../operations/operation.ts';
import { RemoveField } from '../operations/remove-field.ts';
import { optimize } from '../optimizer.ts';
import type { Planned } from './detection.ts';
import type { Waits } from './waits.ts';

/**
 * The operations of a migration, as few as can be. The optimizer lets a relation go together with its model, which may come
 * after the key that the relation held: then what is before that place and what is after it are optimized apart.
 */
export function optimized(planned: readonly Planned[], waits: Waits, appLabel: string): readonly Operation[] {
  const operations = optimize(
    planned.map(({ operation }) => operation),
    appLabel,
  );
  const place = planned.findIndex((one) => isTooEarly(one, planned, waits, operations));
  if (place <= 0) return operations;
  const [before, after] = [planned.slice(0, place), planned.slice(place)];
  return [...optimized(before, waits, appLabel), ...optimized(after, waits, appLabel)];
}

function isTooEarly(
  one: Planned,
  planned: readonly Planned[],
  waits: Waits,
  operations: readonly Operation[],
): boolean {
  const place = operations.indexOf(one.operation);
  if (place === -1) return false;
  return waits
    .get(one)!
    .some(({ awaited }) =>
      awaited.some((other) => planned.includes(other) && placeOf(other.operation, operations) > place),
    );
}

/** Where an operation is done, by itself or by the removal of its model; -1 where that cannot be told. */
function placeOf(operation: Operation, operations: readonly Operation[]): number {
  const own = operations.indexOf(operation);
  if (own !== -1 || !(operation instanceof RemoveField)) return own;
  const model = operation.modelName.toLowerCase();
  return operations.findIndex((one) => one instanceof DeleteModel && one.name.toLowerCase() === model);
}
