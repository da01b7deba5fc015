const RealDate = Date;

/** Run with the clock stopped at a time, in seconds since 1970. */
export async function withClock(seconds: number | undefined, run: () => unknown): Promise<unknown> {
  if (seconds === undefined) return run();
  globalThis.Date = stoppedAt(seconds * 1000);
  try {
    return await run();
  } finally {
    globalThis.Date = RealDate;
  }
}

function stoppedAt(now: number): DateConstructor {
  return new Proxy(RealDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(
        target,
        args.length === 0 ? [now] : args,
        newTarget === globalThis.Date ? target : newTarget,
      ),
    get: (target, name) => (name === 'now' ? () => now : Reflect.get(target, name)),
  });
}
