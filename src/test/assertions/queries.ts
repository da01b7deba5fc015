import { inspect } from 'node:util';
import { captureQueries } from '../../db/backends/query-log.ts';
import type { Awaitable } from '../../utils/awaitable.ts';
import { fail } from '../assertion-failed.ts';
import { assertCountEqual, assertEqual } from './basic.ts';

/** Exactly so many statements go to the database: `await assertNumQueries(2, () => client.get('/articles/'))`. @returns what the function gave back */
export async function assertNumQueries<T>(
  count: number,
  body: () => Awaitable<T>,
  options: { using?: string } = {},
): Promise<T> {
  const { result, queries } = await captureQueries(async () => await body(), options);
  if (queries.length === count) return result;
  const list = queries.map(({ sql, params }, i) => `${i + 1}. ${sql} ${inspect(params)}`).join('\n');
  fail(`${queries.length} queries executed, ${count} expected\nCaptured queries were:\n${list}`, {
    actual: queries.length,
    expected: count,
  });
}

export interface QuerySetEqualOptions<Row> {
  /** Compare what this makes of each row: `{ transform: (article) => article.title }`. */
  transform?: (row: Row) => unknown;
  /** Whether the order counts; yes unless given. */
  ordered?: boolean;
}

/** The rows are those: models are compared by class and primary key. */
export async function assertQuerySetEqual<Row>(
  rows: PromiseLike<readonly Row[]> | readonly Row[],
  values: Iterable<unknown>,
  options: QuerySetEqualOptions<Row> = {},
): Promise<void> {
  const { transform = identity, ordered = true } = options;
  const actual = (await rows).map((row) => identity(transform(row)));
  const expected = [...values].map(identity);
  if (ordered) assertEqual<unknown>(actual, expected);
  else assertCountEqual(actual, expected);
}

/** `articles.Article 3` stands for a saved model; anything else for itself. */
function identity(value: unknown): unknown {
  const { _meta: meta, pk } = Object(value) as { _meta?: { label?: string }; pk?: unknown };
  return meta?.label === undefined || pk === null || pk === undefined ? value : `<${meta.label} ${pk}>`;
}
