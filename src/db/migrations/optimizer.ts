import type { Operation } from './operations/operation.ts';

/**
 * Make a list of operations as short as can be without changing what comes of it: a later operation is worked into an
 * earlier one (a field into its model's creation) when nothing between them stands in the way.
 */
export function optimize(operations: readonly Operation[], appLabel: string): Operation[] {
  let current = [...operations];
  for (;;) {
    const shorter = onePass(current, appLabel);
    if (shorter === undefined) return current;
    current = shorter;
  }
}

/** Combine the first pair that can be combined and changes something; undefined when there is none. */
function onePass(operations: readonly Operation[], appLabel: string): Operation[] | undefined {
  for (const [i, operation] of operations.entries()) {
    const combined = combine(operation, operations, i, appLabel);
    if (combined === undefined) continue;
    const result = [...operations.slice(0, i), ...combined];
    const changed = result.length !== operations.length || result.some((one, at) => one !== operations[at]);
    if (changed) return result;
  }
  return undefined;
}

/** What an operation and all after it come to, when it combines with one of them. */
function combine(
  operation: Operation,
  operations: readonly Operation[],
  at: number,
  appLabel: string,
): readonly Operation[] | undefined {
  // Whether what comes of a pair may stand where the later one was, after all between them.
  let canMoveBack = true;
  for (let j = at + 1; j < operations.length; j++) {
    const other = operations[j]!;
    const reduced = operation.reduce(other, appLabel);
    if (typeof reduced === 'boolean') {
      if (!reduced) canMoveBack = false;
      continue;
    }
    const between = operations.slice(at + 1, j);
    const rest = operations.slice(j + 1);
    if (canMoveBack) return [...between, ...reduced, ...rest];
    const canMoveUp = between.every((one) => one.reduce(other, appLabel) === true);
    return canMoveUp ? [...reduced, ...between, ...rest] : undefined;
  }
  return undefined;
}
