import { inspect } from 'node:util';
import { FrameworkError } from '../../core/errors/framework-error.ts';
import { RuntimeQuerySet } from '../../db/models/query-set.ts';
import { repr } from '../../db/models/repr.ts';
import { isThenable } from '../../utils/awaitable.ts';

/** Texts of QuerySets that were evaluated for the screen. */
const texts = new WeakMap<object, string>();

/**
 * Wait for what a line gave back: a promise and a relation become what they resolve to; a QuerySet stays one, and its first rows are
 * fetched for the screen, however many there are. The value comes wrapped, since a promise of a QuerySet would be evaluated whole.
 */
export async function settle(value: unknown): Promise<{ value: unknown }> {
  if (value instanceof RuntimeQuerySet) {
    texts.set(value, await repr(value));
    return { value };
  }
  return { value: isThenable(value) ? await value : value };
}

/** How the shell shows a value, and an error of Jango's: without the stack of the framework. */
export function show(value: unknown, colors: boolean): string {
  if (value instanceof FrameworkError) return `${value.name}: ${value.message}`;
  const text = typeof value === 'object' && value !== null ? texts.get(value) : undefined;
  return text ?? inspect(value, { colors, depth: 3 });
}
