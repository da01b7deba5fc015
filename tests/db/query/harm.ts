import { captureQueries, models } from 'jango/db';
import { FrameworkError } from '../../../src/core/errors/framework-error.ts';
import { Tag } from './app.ts';
import { MARK } from './hostile-values.ts';

/** What a call did that it must not: SQL that was built from a value, an error that is none of ours, a polluted prototype, no end. */
export async function harm(run: () => unknown): Promise<string | undefined> {
  let failure: unknown;
  const { queries } = await captureQueries(async () => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error('no end')), 10_000);
    });
    try {
      await Promise.race([(async () => await run())(), late]);
    } catch (error) {
      failure = error;
    } finally {
      clearTimeout(timer);
    }
  });
  const written = queries.find(({ sql }) => sql.includes(MARK));
  if (written !== undefined) return `SQL: ${written.sql.slice(0, 200)}`;
  for (const prototype of [Object.prototype, Array.prototype, models.Model.prototype, Tag.prototype]) {
    if (Object.keys(prototype).length > 0) return `polluted: ${Object.keys(prototype).join()}`;
  }
  if (failure === undefined || failure instanceof FrameworkError) return undefined;
  return failure instanceof Error ? String(failure.stack).slice(0, 400) : `thrown: ${typeof failure}`;
}

/** What a door does with each value that it must not: nothing, where all is well. */
export async function harmOfEach<V>(
  values: Iterable<readonly [what: string, value: V]>,
  door: (value: never) => unknown,
): Promise<string[]> {
  const harmful: string[] = [];
  for (const [what, value] of values) {
    const found = await harm(() => door(value as never));
    if (found !== undefined) harmful.push(`${what}: ${found}`);
  }
  return harmful;
}
