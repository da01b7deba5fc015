import { FieldError } from '../../../core/errors/field-error.ts';
import { shownValue } from '../../../utils/shown-value.ts';
import type { SqlFragment } from '../../backends/base/fragment.ts';
import type { Compiler } from '../../sql/compiler.ts';
import type { Expression } from '../../sql/expression.ts';
import { optionsOf } from '../../sql/options-of.ts';
import { checkMarks, withMarks } from '../../sql/raw-marks.ts';
import { Field } from '../fields/field.ts';
import type { OutputField } from '../types/expression.ts';
import { callable } from './callable.ts';
import { Combinable } from './combinable.ts';
import { literalKey } from './shape-key.ts';

/** SQL of one's own as a value. */
class RawSQLExpression<V = unknown> extends Combinable<V> {
  readonly sql: string;
  readonly params: readonly unknown[];

  constructor(sql: string, params: readonly unknown[] = [], options: { outputField?: OutputField } = {}) {
    super(optionsOf(new.target, options).outputField);
    if (typeof sql !== 'string' || !Array.isArray(params)) {
      throw new FieldError(
        `RawSQL() takes SQL as a text and a list of values, not ${shownValue(typeof sql === 'string' ? params : sql)}.`,
        "Write RawSQL('length(title) + %s', [1]).",
      );
    }
    checkMarks('RawSQL()', sql, params);
    this.sql = sql;
    this.params = params;
  }

  /** Nothing is known of it: values are compared as they are. */
  protected override findOutputField(): Field {
    return new Field();
  }

  override resolveExpression(): Expression {
    return this;
  }

  override toSql({ connection }: Compiler): SqlFragment {
    const params = this.params.map((value) => connection.ops.rawParameter(value));
    return { sql: `(${withMarks(this.sql)})`, params };
  }

  override getGroupByCols(): Expression[] {
    return [this];
  }

  override shapeKey(): string | undefined {
    const keys = this.params.map(literalKey);
    if (this.given !== undefined || keys.includes(undefined)) return undefined;
    return `RawSQL(${JSON.stringify(this.sql)},${keys.join()})`;
  }
}

export type RawSQL<V = unknown> = RawSQLExpression<V>;
/**
 * A piece of SQL, `%s` in it for each parameter: `annotate({ size: RawSQL('length(title) + %s', [1]) })`. Never put values into
 * the text itself.
 */
export const RawSQL = callable<
  typeof RawSQLExpression &
    (<V = unknown>(
      sql: string,
      params?: readonly unknown[],
      options?: { outputField?: OutputField },
    ) => RawSQL<V>)
>(RawSQLExpression);
