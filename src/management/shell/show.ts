import { inspect } from 'node:util';
import { FrameworkError } from '../../core/errors/framework-error.ts';
import { QuerySet } from '../../db/models/query-set.ts';
import { isThenable } from '../../utils/awaitable.ts';

/** Rows of a QuerySet that the shell shows before it says that there are more. */
const SHOWN_ROWS = 20;

/** Texts of QuerySets that were evaluated for the screen. */
const texts = new WeakMap<object, string>();

/**
 * Wait for what a line gave back: a promise and a relation become what they resolve to; a QuerySet stays one, and its first rows are
 * fetched for the screen, however many there are.
 */
export async function settle(value: unknown): Promise<unknown> {
  if (value instanceof QuerySet) {
    texts.set(value, await describe(value));
    return value;
  }
  return isThenable(value) ? await value : value;
}

async function describe(rows: QuerySet<never>): Promise<string> {
  const some: readonly unknown[] = await rows.slice(0, SHOWN_ROWS + 1);
  const items = some.slice(0, SHOWN_ROWS).map((row) => inspect(row, { colors: false, depth: 3 }));
  if (some.length > SHOWN_ROWS) items.push('...(remaining elements truncated)...');
  return `<QuerySet [${items.join(', ')}]>`;
}

/** How the shell shows a value, and an error of Jango's: without the stack of the framework. */
export function show(value: unknown, colors: boolean): string {
  if (value instanceof FrameworkError) return `${value.name}: ${value.message}`;
  const text = typeof value === 'object' && value !== null ? texts.get(value) : undefined;
  return text ?? inspect(value, { colors, depth: 3 });
}
