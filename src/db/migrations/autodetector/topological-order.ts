/**
 * Order items so that each comes after those that it waits for; otherwise in the order in which they were given.
 * All that is free to go goes at once, then what that sets free, and so on.
 * @throws Error when items wait for each other in a circle
 */
export function topologicalOrder<T>(items: readonly T[], waitsFor: (item: T) => readonly T[]): T[] {
  const waiting = new Map<T, number>();
  const followers = new Map<T, T[]>();
  const enter = (item: T): void => {
    if (waiting.has(item)) return;
    waiting.set(item, 0);
    followers.set(item, []);
  };
  for (const item of items) {
    enter(item);
    for (const earlier of waitsFor(item)) {
      enter(earlier);
      waiting.set(item, waiting.get(item)! + 1);
      followers.get(earlier)!.push(item);
    }
  }
  const order: T[] = [];
  let ready = [...waiting].filter(([, count]) => count === 0).map(([item]) => item);
  while (ready.length > 0) {
    order.push(...ready);
    const next: T[] = [];
    for (const item of ready) {
      for (const follower of followers.get(item)!) {
        const left = waiting.get(follower)! - 1;
        waiting.set(follower, left);
        if (left === 0) next.push(follower);
      }
    }
    ready = next;
  }
  if (order.length < waiting.size) throw new Error('The items wait for each other in a circle.');
  return order;
}
