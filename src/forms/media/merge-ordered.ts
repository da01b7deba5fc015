/**
 * Merge lists so that every item comes once and, where the lists agree, after those that come before it in each of them.
 * Lists that contradict each other are put one after the other.
 * @param keyOf what makes two items the same
 */
export function mergeOrdered<T>(lists: Iterable<readonly T[]>, keyOf: (item: T) => string): T[] {
  const given = [...lists];
  const items = new Map<string, T>();
  const before = new Map<string, Set<string>>();
  for (const list of given) {
    let last: string | undefined;
    for (const item of list) {
      const key = keyOf(item);
      if (!items.has(key)) items.set(key, item);
      const earlier = before.get(key) ?? new Set();
      if (last !== undefined && last !== key) earlier.add(last);
      before.set(key, earlier);
      last = key;
    }
  }
  return topological(items, before) ?? [...items.values()];
}

/** Level by level: all whose predecessors are placed, then those that they let go. */
function topological<T>(
  items: ReadonlyMap<string, T>,
  before: ReadonlyMap<string, ReadonlySet<string>>,
): T[] | undefined {
  const placed = new Set<string>();
  let waiting = [...items.keys()];
  const order: string[] = [];
  while (waiting.length > 0) {
    const ready = waiting.filter((key) =>
      [...(before.get(key) ?? [])].every((earlier) => placed.has(earlier)),
    );
    if (ready.length === 0) return undefined;
    for (const key of ready) placed.add(key);
    order.push(...ready);
    waiting = waiting.filter((key) => !placed.has(key));
  }
  return order.map((key) => items.get(key)!);
}
