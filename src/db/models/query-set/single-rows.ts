import { FieldError } from '../../../core/errors/field-error.ts';
import { type Awaitable, whenReady } from '../../../utils/awaitable.ts';
import { NotSupportedError } from '../../errors.ts';
import { Col } from '../../sql/col.ts';
import type { Expression } from '../../sql/expression.ts';
import { checkNames } from '../../sql/names.ts';
import { splitDirection } from '../../sql/ordering.ts';
import { conditionPath } from './condition-keys.ts';
import { position } from './position.ts';
import { promised } from './promised.ts';
import { isTotalOrder } from './total-order.ts';
import { ValuesQuerySet } from './values-query-set.ts';

/** More rows than this tell get() as much as it needs for its message. */
const MAX_GET_RESULTS = 21;

/** The methods that give one row. */
export abstract class SingleRowQuerySet extends ValuesQuerySet {
  /** Whether the order of the rows is defined. */
  get ordered(): boolean {
    const { query } = this;
    if (query.isEmpty || query.orderBy.length > 0) return true;
    return query.defaultOrdering && query.meta.ordering.length > 0 && query.groupBy === undefined;
  }

  /** Whether the order is the same each time: by the key, or by fields that are unique together and never empty. */
  get totallyOrdered(): boolean {
    const { query } = this;
    if (query.isEmpty) return true;
    return this.ordered && query.combinator === undefined && isTotalOrder(query);
  }

  get(...conditions: readonly unknown[]): Promise<unknown> {
    try {
      const rows = this.askedBefore(conditions);
      if (rows === undefined) return this.getAnew(conditions);
      return Array.isArray(rows)
        ? Promise.resolve(this.onlyRow(rows))
        : Promise.resolve(rows).then((found) => this.onlyRow(found));
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /** The rows for `get()` with conditions that it had before, without the QuerySets between. */
  protected askedBefore(conditions: readonly unknown[]): Awaitable<readonly unknown[]> | undefined {
    const { shape, values: before, prefetches } = this.state;
    if (conditions.length === 0 || prefetches.length > 0) return undefined;
    const values = before.slice();
    const limited = conditionPath(conditions, values, shape.conditions('filter'))?.end?.child('get');
    return limited === undefined ? undefined : this.rowsOf(limited, values);
  }

  protected getAnew(conditions: readonly unknown[]): Promise<unknown> {
    return promised(() => {
      if (this.query.combinator !== undefined && conditions.some((one) => one !== undefined)) {
        throw new NotSupportedError(
          `Calling QuerySet.get(...) with filters after ${this.query.combinator}() is not supported.`,
        );
      }
      const found = conditions.length === 0 ? this.all() : this.filter(...conditions);
      const one =
        found.query.isSliced || found.query.distinctFields.length > 0 ? found : found.limitedForGet();
      return whenReady(one.fetch(), (rows) => this.onlyRow(rows));
    });
  }

  protected limitedForGet(): this {
    return this.derive('get', (query) => {
      query.clearOrdering(true);
      query.limit = MAX_GET_RESULTS;
    });
  }

  protected onlyRow(rows: readonly unknown[]): unknown {
    if (rows.length === 1) return rows[0];
    const { DoesNotExist, MultipleObjectsReturned, _meta: meta } = this.model;
    if (rows.length === 0) throw new DoesNotExist(`${meta.objectName} matching query does not exist.`);
    const count = rows.length < MAX_GET_RESULTS ? rows.length : `more than ${MAX_GET_RESULTS - 1}`;
    throw new MultipleObjectsReturned(
      `get() returned more than one ${meta.objectName} -- it returned ${count}!`,
    );
  }

  first(): Promise<unknown> {
    return promised(() => {
      if (this.result !== undefined && this.ordered) return this.result[0] ?? null;
      const ordered = this.ordered ? this : this.orderedByPk('first');
      return whenReady(ordered.slice(0, 1).fetch(), (rows) => rows[0] ?? null);
    });
  }

  last(): Promise<unknown> {
    return promised(() => {
      const reversed = this.ordered ? this.reverse() : this.orderedByPk('last').reverse();
      return whenReady(reversed.slice(0, 1).fetch(), (rows) => rows[0] ?? null);
    });
  }

  protected orderedByPk(method: string): this {
    const { groupBy } = this.query;
    const { pk } = this.query.meta;
    if (
      Array.isArray(groupBy) &&
      !groupBy.some((item: Expression) => item.outputFieldOrNone === pk || isColumnOf(item, pk))
    ) {
      throw new FieldError(
        `Cannot use QuerySet.${method}() on an unordered queryset performing aggregation.`,
        'Add an ordering with orderBy().',
      );
    }
    return this.orderBy('pk');
  }

  earliest(...names: readonly string[]): Promise<unknown> {
    return promised(() => this.extremeRow(names, false));
  }

  latest(...names: readonly string[]): Promise<unknown> {
    return promised(() => this.extremeRow(names, true));
  }

  protected extremeRow(names: readonly string[], last: boolean): Awaitable<unknown> {
    const { getLatestBy } = this.query.meta;
    const wanted = names.length > 0 ? names : typeof getLatestBy === 'string' ? [getLatestBy] : getLatestBy;
    if (wanted === null) {
      throw new FieldError(
        "earliest() and latest() require either fields as positional arguments or 'getLatestBy' in the model's Meta.",
      );
    }
    if (this.query.isSliced) throw new FieldError('Cannot change a query once a slice has been taken.');
    checkNames(last ? 'latest' : 'earliest', wanted);
    const items = last ? wanted.map(reversedName) : wanted;
    const sorted = this.derive('unordered', (query) => query.clearOrdering(true)).orderBy(...items);
    return whenReady(sorted.slice(0, 1).fetch(), (rows) => this.onlyRow(rows));
  }

  /** The n-th row, counted from 0. */
  at(index: number): Promise<unknown> {
    return promised(() => {
      const place = position(index);
      if (this.result !== undefined) return this.rowAt(this.result[place], place);
      return whenReady(this.slice(place, place + 1).fetch(), (rows) => this.rowAt(rows[0], place));
    });
  }

  protected rowAt(row: unknown, index: number): unknown {
    if (row !== undefined) return row;
    throw new this.model.DoesNotExist(`The query has no row at ${index}.`);
  }
}

function isColumnOf(expression: Expression, field: unknown): boolean {
  return expression instanceof Col && expression.target === field;
}

function reversedName(name: string): string {
  const [plain, descending] = splitDirection(name, false);
  return descending ? plain : `-${plain}`;
}
