import { FieldError } from '../../../core/errors/field-error.ts';
import { isThenable } from '../../../utils/awaitable.ts';
import type { DatabaseWrapper } from '../../backends/base/database-wrapper.ts';
import { joinSql, NO_PARAMS, PARAM, type SqlFragment, wrapSql } from '../../backends/base/fragment.ts';
import type { Compiler } from '../../sql/compiler.ts';
import { EmptyResultSet, FullResultSet } from '../../sql/empty-result.ts';
import { type Expression, isExpression } from '../../sql/expression.ts';
import { longListOf } from '../../sql/long-list.ts';
import { isComposite } from '../../sql/parts-of.ts';
import { Query } from '../../sql/query.ts';
import { type Prepare, Slot, SlotParam } from '../../sql/slot.ts';
import { addFields } from '../../sql/values.ts';
import { textToFind } from '../fields/to-text.ts';
import { isBareUuid } from './bare-uuid.ts';
import { BuiltinLookup, Lookup, plain } from './lookup.ts';

export class Exact extends BuiltinLookup {
  static override readonly lookupName: string = 'exact';

  protected override normalize(rhs: unknown): unknown {
    const value = super.normalize(rhs);
    return value instanceof Query ? singleRow(value) : value;
  }

  /** A condition compared with true is the condition itself. */
  override toSql(compiler: Compiler): SqlFragment {
    if (typeof this.rhs === 'boolean' && 'isPredicate' in this.lhs) return bare(compiler, this.lhs, this.rhs);
    if (typeof this.rhs === 'boolean' && 'isLookup' in this.lhs) return bare(compiler, this.lhs, this.rhs);
    return super.toSql(compiler);
  }
}

function bare(compiler: Compiler, condition: Expression, wanted: boolean): SqlFragment {
  const { sql, params } = compiler.compile(condition);
  return { sql: wanted ? sql : `NOT ${sql}`, params };
}

/** A query on the right side of a comparison has to be of one row and one column. */
function singleRow(query: Query): Query {
  if (query.limit === undefined || (query.limit !== 1 && !isOne(query.limit))) {
    throw new FieldError(
      'The QuerySet value for an exact lookup must be limited to one result using slicing.',
      'Write .slice(0, 1), or use the lookup in.',
    );
  }
  return withKey(query);
}

function isOne(limit: unknown): boolean {
  return limit instanceof Slot && limit.sample === 1;
}

/** A query of instances stands for their keys. */
export function withKey(query: Query, names: readonly string[] = ['pk']): Query {
  if (query.hasSelectFields) return query;
  const copy = query.clone();
  copy.isSubquery = true;
  copy.defaultColumns = false;
  copy.selectRelated = false;
  copy.deferred = { names: new Set(), defer: true };
  if (copy.combinator !== undefined) {
    copy.combinedQueries = copy.combinedQueries.map((part) => withKey(part, names));
    copy.valuesSelect = [...names];
  }
  copy.annotationMask = new Set();
  addFields(copy, names);
  return copy;
}

export class IExact extends BuiltinLookup {
  static override readonly lookupName: string = 'iexact';
  override readonly prepareRhs: boolean = false;

  protected override preparer(connection: DatabaseWrapper): (value: unknown) => unknown {
    const isUuid = isBareUuid(this.lhs, connection);
    return (value) => {
      const text = textToFind(plain(value));
      return connection.ops.escapeExact(isUuid ? text.replaceAll('-', '') : text);
    };
  }
}

export class GreaterThan extends BuiltinLookup {
  static override readonly lookupName: string = 'gt';
}
export class GreaterThanOrEqual extends BuiltinLookup {
  static override readonly lookupName: string = 'gte';
}
export class LessThan extends BuiltinLookup {
  static override readonly lookupName: string = 'lt';
}
export class LessThanOrEqual extends BuiltinLookup {
  static override readonly lookupName: string = 'lte';
}

/** The items of a list on the right side: slots, expressions, constants; nulls are left out. */
export function itemsOf(rhs: unknown): readonly unknown[] {
  if (rhs instanceof Slot && Array.isArray(rhs.sample)) {
    const sample = rhs.sample as readonly unknown[];
    return sample.flatMap((item, index) => (item === null ? [] : [new ListSlot(rhs.index, index, item)]));
  }
  if (typeof rhs === 'object' && rhs !== null && Symbol.iterator in rhs) {
    return [...(rhs as Iterable<unknown>)].filter((item) => item !== null && item !== undefined);
  }
  throw new FieldError(
    'The value of this lookup has to be a list or a QuerySet.',
    isThenable(rhs instanceof Slot ? rhs.sample : rhs) ? 'Await it first.' : 'Write [value] for one alone.',
  );
}

/** The same with its nulls. */
export function itemsWithNulls(rhs: unknown): readonly unknown[] {
  const list = rhs instanceof Slot ? rhs.sample : rhs;
  if (!Array.isArray(list) || !list.includes(null)) return itemsOf(rhs);
  return list.map((item, index) =>
    rhs instanceof Slot && item !== null ? new ListSlot(rhs.index, index, item) : item,
  );
}

/** One item of a list in a slot. */
export class ListSlot extends Slot {
  readonly position: number;

  constructor(index: number, position: number, sample: unknown) {
    super(index, sample);
    this.position = position;
  }

  override param(prepare: Prepare): SlotParam {
    const { position } = this;
    return new SlotParam(this.index, (list) => prepare((list as readonly unknown[])[position]));
  }
}

/** A parameter for an item. */
export function itemSql(
  compiler: Compiler,
  item: unknown,
  prepare: (value: unknown) => unknown,
): SqlFragment {
  if (isExpression(item)) return compiler.compile(item);
  if (item instanceof Slot) return { sql: PARAM, params: [item.param(prepare)] };
  if (item === null) return { sql: 'NULL', params: NO_PARAMS };
  return { sql: PARAM, params: [prepare(item)] };
}

/** Operator and right side for a long list of numbers or texts as one parameter, so that its length is no part of the statement. */
export function longListSql(
  compiler: Compiler,
  rhs: unknown,
  prepare: (value: unknown) => unknown,
  internalType?: string,
): SqlFragment | undefined {
  const kind = rhs instanceof Slot ? longListOf(rhs.sample) : undefined;
  if (!(rhs instanceof Slot) || kind === undefined) return undefined;
  const { ops } = compiler.connection;
  const read = (list: unknown): unknown => ops.longListParameter((list as readonly unknown[]).map(prepare));
  return { sql: ops.inLongList(PARAM, kind, internalType), params: [new SlotParam(rhs.index, read)] };
}

export class In extends BuiltinLookup {
  static override readonly lookupName: string = 'in';

  protected override normalize(rhs: unknown): unknown {
    const value = super.normalize(rhs);
    if (value instanceof Query) {
      const selected = value.selected?.size ?? 1;
      if (selected > 1 && !isComposite(this.lhs)) {
        throw new FieldError(
          `The QuerySet value for an 'in' lookup must have one selected column (received ${selected}).`,
          "Name the one to compare with: values('pk').",
        );
      }
      const query = withKey(value, this.keyNames(value));
      query.clearOrdering();
      return query;
    }
    if (value instanceof Slot) itemsOf(value);
    return value;
  }

  /** Fields that a query of instances stands for. */
  protected keyNames(_query: Query): readonly string[] {
    return ['pk'];
  }

  override toSql(compiler: Compiler): SqlFragment {
    const left = this.lhsSql(compiler);
    if (isExpression(this.rhs)) {
      const { sql, params } = queryList(compiler, this.rhs);
      return { sql: `${left.sql} IN ${sql}`, params: [...left.params, ...params] };
    }
    const prepare = this.preparer(compiler.connection);
    const type = this.lhs.outputFieldOrNone?.getInternalType();
    const long = longListSql(compiler, this.rhs, prepare, type);
    if (long !== undefined)
      return { sql: `${left.sql} ${long.sql}`, params: [...left.params, ...long.params] };
    const items = this.itemsToCompare(compiler);
    if (items.length === 0) throw new EmptyResultSet();
    const { sql, params } = joinSql(
      items.map((item) => comparedItemSql(compiler, item, prepare, type)),
      ', ',
    );
    return { sql: `${left.sql} IN (${sql})`, params: [...left.params, ...params] };
  }

  /** The items that a row may have. */
  protected itemsToCompare(_compiler: Compiler): readonly unknown[] {
    return itemsOf(this.rhs);
  }
}

/** An item that a column of this type is compared with. */
function comparedItemSql(
  compiler: Compiler,
  item: unknown,
  prepare: (value: unknown) => unknown,
  internalType: string | undefined,
): SqlFragment {
  const sql = itemSql(compiler, item, prepare);
  return isExpression(item) || item === null
    ? sql
    : compiler.connection.ops.lookupParameter(sql, internalType);
}

/** The rows of a query as the right side of IN. */
export function queryList(compiler: Compiler, rhs: Expression): SqlFragment {
  checkDatabase(compiler, rhs);
  const { sql, params } = compiler.compile(rhs);
  const { allowSlicedSubqueriesWithIn } = compiler.connection.features;
  if (!sql.startsWith('(')) return wrapSql('(', { sql, params }, ')');
  const wrapped = !allowSlicedSubqueriesWithIn && rhs instanceof Query && rhs.isSliced;
  return { sql: wrapped ? `(SELECT * FROM ${sql} ${compiler.quote('sliced')})` : sql, params };
}

/** @throws FieldError for the rows of another database, which this one cannot see */
function checkDatabase({ connection }: Compiler, rhs: Expression): void {
  if (!(rhs instanceof Query) || rhs.database === undefined || rhs.database === connection.alias) return;
  throw new FieldError(
    "Subqueries aren't allowed across different databases.",
    `The inner query asks '${rhs.database}', and the outer one '${connection.alias}': await the inner one first.`,
  );
}

export class Range extends BuiltinLookup {
  static override readonly lookupName: string = 'range';

  override toSql(compiler: Compiler): SqlFragment {
    const left = this.lhsSql(compiler);
    const items = itemsWithNulls(this.rhs);
    if (items.length !== 2) throw new FieldError('A range has two ends.', 'Give [from, to].');
    const prepare = this.preparer(compiler.connection);
    const type = this.lhs.outputFieldOrNone?.getInternalType();
    const [from, to] = items.map((item) => comparedItemSql(compiler, item, prepare, type));
    return {
      sql: `${left.sql} BETWEEN ${from!.sql} AND ${to!.sql}`,
      params: [...left.params, ...from!.params, ...to!.params],
    };
  }
}

export class IsNull extends Lookup {
  static override readonly lookupName: string = 'isnull';
  override readonly prepareRhs = false;

  protected override normalize(rhs: unknown): unknown {
    if (typeof rhs === 'boolean') return rhs;
    throw new FieldError('The QuerySet value for an isnull lookup must be true or false.');
  }

  override toSql(compiler: Compiler): SqlFragment {
    if ('value' in this.lhs && !(this.lhs.value instanceof Slot)) {
      if ((this.lhs.value === null) === this.rhs) throw new FullResultSet();
      throw new EmptyResultSet();
    }
    const { sql, params } = this.lhsSql(compiler);
    return { sql: `${sql} ${this.rhs === true ? 'IS NULL' : 'IS NOT NULL'}`, params };
  }
}
