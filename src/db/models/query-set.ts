import type { RawParams } from '../sql/raw-marks.ts';
import { callable } from './expressions/callable.ts';
import type { RawKeys } from './expressions/raw-keys.ts';
import { registerDefaultLookups } from './lookups/register-defaults.ts';
import type { ModelClass } from './model.ts';
import { WritingQuerySet } from './query-set/writing.ts';
import { type RawOptions, RawQuerySet } from './raw-query-set.ts';
import type { QuerySetConstructor } from './types/query-set.ts';
import './expressions/combined-expression.ts';

registerDefaultLookups();

/**
 * A query that isn't sent until it is awaited; see `types/query-set.ts` for its methods. The work is done by the files in
 * `query-set/`: what is shared (`base.ts`), the methods that refine, those that ask and those that write.
 */
export class RuntimeQuerySet extends WritingQuerySet {
  /** Instances out of SQL of one's own; `%s` or `%(name)s` stands for a parameter. */
  raw(
    sql: string,
    params: RawParams | null = null,
    options: Pick<RawOptions, 'translations'> = {},
  ): RawQuerySet {
    const { alias } = this.state;
    const given = alias === undefined ? options : { ...options, using: alias };
    return new RawQuerySet(this.model, sql, params, given, rowsWithKeys);
  }

  /** In the REPL and in logs, without asking: `repr()` shows the rows. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    const { objectName } = this.model._meta;
    if (this.result === undefined) return `<QuerySet of ${objectName}: not evaluated, await it>`;
    return `<QuerySet of ${objectName}: ${this.result.length} rows>`;
  }

  override toString(): string {
    return `QuerySet of ${this.model._meta.objectName}`;
  }
}

export const QuerySet = callable<QuerySetConstructor>(RuntimeQuerySet);

function rowsWithKeys(model: ModelClass, keys: RawKeys, alias: string | undefined): RuntimeQuerySet {
  const all = querySetOf(model);
  return (alias === undefined ? all : all.using(alias)).filter({ pk__in: keys });
}

/** A QuerySet of all rows of a model, untyped. */
export function querySetOf(model: ModelClass): RuntimeQuerySet {
  return new RuntimeQuerySet(model);
}
