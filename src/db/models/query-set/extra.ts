import { FieldError } from '../../../core/errors/field-error.ts';
import { shownValue } from '../../../utils/shown-value.ts';
import { rawSql, type SqlFragment } from '../../backends/base/fragment.ts';
import type { Compiler } from '../../sql/compiler.ts';
import { Expression } from '../../sql/expression.ts';
import { checkNames } from '../../sql/names.ts';
import { OrderBy } from '../../sql/order-by.ts';
import { splitDirection } from '../../sql/ordering.ts';
import { countMarks } from '../../sql/raw-marks.ts';
import { RawSQL } from '../expressions/raw-sql.ts';
import type { ExtraOptions } from '../types/query-set.ts';
import { keywordsOf } from './keywords.ts';

/** SQL of one's own as a condition. */
export class ExtraWhere extends RawSQL {
  readonly isPredicate = true;

  override get conditional(): boolean {
    return true;
  }
}

/** `table.column`, both as they are in the database. */
class TableColumn extends Expression {
  readonly table: string;
  readonly column: string;

  constructor(table: string, column: string) {
    super();
    this.table = table;
    this.column = column;
  }

  override resolveExpression(): Expression {
    return this;
  }

  override toSql(compiler: Compiler): SqlFragment {
    return rawSql(`${compiler.quote(this.table)}.${compiler.quote(this.column)}`);
  }

  override shapeKey(): string {
    return `TableColumn(${this.table}.${this.column})`;
  }
}

/** The parts of `extra()`, each with its own parameters. @throws FieldError for what is no name, or parameters that don't fit */
export interface ExtraParts {
  readonly select: Readonly<Record<string, Expression>>;
  readonly where: readonly Expression[];
  readonly tables: readonly string[];
  readonly orderBy: readonly unknown[];
}

export function extraParts(options: ExtraOptions): ExtraParts {
  const {
    select = {},
    selectParams = [],
    where = [],
    params = [],
    tables = [],
    orderBy = [],
  } = keywordsOf('extra', options) as ExtraOptions;
  const ofSelect = shared('selectParams', Object.values(select), selectParams);
  const ofWhere = shared('params', where, params);
  const columns = Object.entries(select).map(
    ([name, sql], index) => [name, RawSQL(sql, ofSelect[index])] as const,
  );
  return {
    select: Object.fromEntries(columns),
    where: where.map((sql, index) => new ExtraWhere(sql, ofWhere[index])),
    tables: list('tables', tables).map(checkedTable),
    orderBy: list('orderBy', orderBy).map(orderItem),
  };
}

/** Each text gets as many of the parameters as it has marks. */
function shared(
  name: string,
  texts: readonly string[],
  params: readonly unknown[],
): readonly (readonly unknown[])[] {
  if (!Array.isArray(params))
    throw new FieldError(`extra() takes a list for ${name}, not ${shownValue(params)}.`);
  let used = 0;
  const parts = list('its SQL', texts).map((sql) => {
    const marks = countMarks(sql);
    used += marks;
    return params.slice(used - marks, used);
  });
  if (used === params.length) return parts;
  throw new FieldError(
    `extra() has ${used} times %s in its SQL, and ${params.length} values in ${name}.`,
    'Write %s for each value, and %% for a percent sign.',
  );
}

function checkedTable(name: string): string {
  if (/^[\p{L}_][\p{L}\p{N}_$]*$/u.test(name)) return name;
  throw new FieldError(
    `${JSON.stringify(name)} in the tables of extra() is no name of a table.`,
    'Give the name as it is in the database: articles_article.',
  );
}

/** Names of the model, of `select`, or `table.column`. */
function orderItem(item: string): unknown {
  const [name, descending] = splitDirection(item, false);
  if (!name.includes('.')) return item;
  const parts = /^([\p{L}_][\p{L}\p{N}_$]*)\.([\p{L}_][\p{L}\p{N}_$]*)$/u.exec(name);
  if (parts !== null) return new OrderBy(new TableColumn(parts[1]!, parts[2]!), { descending });
  throw new FieldError(
    `${JSON.stringify(item)} in the orderBy of extra() is no column.`,
    "Write 'table.column'.",
  );
}

/** @throws FieldError for a part that is no list of texts */
function list(part: string, given: readonly string[]): readonly string[] {
  if (!Array.isArray(given))
    throw new FieldError(`extra() takes a list for ${part}, not ${shownValue(given)}.`);
  checkNames('extra', given);
  return given;
}
