import { inspect } from 'node:util';
import { RuntimeManager } from './manager.ts';
import { RuntimeQuerySet } from './query-set.ts';

/** More rows than this are not shown. */
const SHOWN = 20;

/**
 * A QuerySet as Django's shell shows it, asked for its first rows: `<QuerySet [<Article: first>, ...]>`. Of any other value, what
 * Node's REPL shows.
 */
export async function repr(value: unknown): Promise<string> {
  if (value instanceof RuntimeManager) return inspect(value);
  if (!(value instanceof RuntimeQuerySet)) return inspect(value);
  const shown = value.query.isSliced ? await value : await value.slice(0, SHOWN + 1);
  const rows = shown.slice(0, SHOWN).map((row) => inspect(row, { breakLength: Number.POSITIVE_INFINITY }));
  if (shown.length > SHOWN) rows.push("'...(remaining elements truncated)...'");
  return `<QuerySet [${rows.join(', ')}]>`;
}
