import { FieldError } from '../../../core/errors/field-error.ts';
import { type Awaitable, whenReady } from '../../../utils/awaitable.ts';
import { NotSupportedError } from '../../errors.ts';
import { checkNotCombined } from '../../sql/annotations.ts';
import { Col } from '../../sql/col.ts';
import { type Expression, isExpression } from '../../sql/expression.ts';
import { longListOf } from '../../sql/long-list.ts';
import { splitDirection } from '../../sql/ordering.ts';
import { forExists } from '../../sql/select-compiler.ts';
import { bindParams, Slot } from '../../sql/slot.ts';
import { joinThrough, throughKeys } from '../../sql/through-join.ts';
import { setValues } from '../../sql/values.ts';
import { Count, Star } from '../aggregates/general.ts';
import { F } from '../expressions/f.ts';
import type { ManyToManyField } from '../fields/many-to-many-field.ts';
import { Trunc, TruncDate } from '../functions/dates.ts';
import { isInstance } from '../is-instance.ts';
import type { AnyModel } from '../model.ts';
import { prefetchRelatedObjects } from '../prefetch.ts';
import type { Fetched } from '../related-queries.ts';
import { aggregatePlan } from './aggregate-plan.ts';
import { existsPlan } from './exists-plan.ts';
import { explainQuery } from './explain.ts';
import type { KnownRelated } from './instances.ts';
import { promised } from './promised.ts';
import { defaultAlias, RefiningQuerySet } from './refining.ts';
import { HIDDEN_ANNOTATION, rowPlan } from './row-plan.ts';

/** More rows than this tell get() as much as it needs for its message. */
const MAX_GET_RESULTS = 21;
const JOIN_KEY = HIDDEN_ANNOTATION;

/** The methods that ask. */
export abstract class ReadingQuerySet extends RefiningQuerySet {
  then<A = unknown[], B = never>(
    onFulfilled?: ((rows: unknown[]) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return promised(() => whenReady(this.fetch(), (rows) => [...rows])).then(onFulfilled, onRejected);
  }

  async *[Symbol.asyncIterator](): AsyncIterator<unknown> {
    yield* await this.fetch();
  }

  /** Whether the order of the rows is defined. */
  get ordered(): boolean {
    const { query } = this;
    if (query.isEmpty || query.orderBy.length > 0) return true;
    return query.defaultOrdering && query.meta.ordering.length > 0 && query.groupBy === undefined;
  }

  values(...names: readonly (string | object)[]): this {
    return this.#asValues('values', names);
  }

  valuesList(...args: readonly unknown[]): this {
    const last = args[args.length - 1];
    const options =
      typeof last === 'object' && last !== null && !isExpression(last)
        ? (last as { flat?: boolean })
        : undefined;
    const names = (options === undefined ? args : args.slice(0, -1)) as readonly (string | object)[];
    if (options?.flat && names.length > 1) {
      throw new FieldError("'flat' is not valid when valuesList is called with more than one field.");
    }
    return this.#asValues(options?.flat ? 'flat' : 'tuples', names);
  }

  #asValues(kind: 'values' | 'tuples' | 'flat', names: readonly (string | object)[]): this {
    let target: this = this;
    const selected: string[] = [];
    const taken = names.filter((name) => typeof name === 'string');
    for (const name of names) {
      if (typeof name === 'string') {
        selected.push(name);
        continue;
      }
      const expressions: Record<string, unknown> = isExpression(name)
        ? { [aliasOf(name, taken)]: name }
        : { ...name };
      target = target.annotate(expressions);
      selected.push(...Object.keys(expressions));
      taken.push(...Object.keys(expressions));
    }
    return target.derive(
      `${kind}:${selected.join('\u0000')}`,
      (query) => setValues(query, selected),
      target.state.values,
      kind,
    );
  }

  dates(name: string, kind: string, options: { order?: 'ASC' | 'DESC' } = {}): this {
    const { order = 'ASC' } = options;
    checkKind(kind, ['year', 'month', 'week', 'day'], order);
    return this.#moments(
      name,
      kind === 'day' ? TruncDate(name) : Trunc(name, kind, { outputField: new TruncDate(name).outputField }),
      order,
    );
  }

  datetimes(name: string, kind: string, options: { order?: 'ASC' | 'DESC'; timeZone?: string } = {}): this {
    const { order = 'ASC', timeZone } = options;
    checkKind(kind, ['year', 'month', 'week', 'day', 'hour', 'minute', 'second'], order);
    return this.#moments(name, Trunc(name, kind, timeZone === undefined ? {} : { timeZone }), order);
  }

  #moments(name: string, expression: Expression, order: string): this {
    const target = this.annotate({ datefield: expression, plain_field: F(name) }) as this;
    return (target.#asValues('flat', ['datefield']).distinct() as this)
      .filter({ plain_field__isnull: false })
      .orderBy(order === 'DESC' ? '-datefield' : 'datefield');
  }

  get(...conditions: readonly unknown[]): Promise<unknown> {
    return promised(() => {
      if (this.query.combinator !== undefined && conditions.some((one) => one !== undefined)) {
        throw new NotSupportedError(
          `Calling QuerySet.get(...) with filters after ${this.query.combinator}() is not supported.`,
        );
      }
      const found = conditions.length === 0 ? this.all() : this.filter(...conditions);
      const one = found.query.isSliced || found.query.distinctFields.length > 0 ? found : found.#forGet();
      return whenReady(one.fetch(), (rows) => this.#single(rows));
    });
  }

  #forGet(): this {
    return this.derive('get', (query) => {
      query.clearOrdering(true);
      query.limit = MAX_GET_RESULTS;
    });
  }

  #single(rows: readonly unknown[]): unknown {
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
      const ordered = this.ordered ? this : this.#byPk('first');
      return whenReady(ordered.slice(0, 1).fetch(), (rows) => rows[0] ?? null);
    });
  }

  last(): Promise<unknown> {
    return promised(() => {
      const reversed = this.ordered ? this.reverse() : this.#byPk('last').reverse();
      return whenReady(reversed.slice(0, 1).fetch(), (rows) => rows[0] ?? null);
    });
  }

  #byPk(method: string): this {
    const { groupBy } = this.query;
    const { pk } = this.query.meta;
    if (
      Array.isArray(groupBy) &&
      !groupBy.some((item: Expression) => item instanceof Col && item.target === pk)
    ) {
      throw new FieldError(
        `Cannot use QuerySet.${method}() on an unordered queryset performing aggregation.`,
        'Add an ordering with orderBy().',
      );
    }
    return this.orderBy('pk');
  }

  earliest(...names: readonly string[]): Promise<unknown> {
    return promised(() => this.#extreme(names, false));
  }

  latest(...names: readonly string[]): Promise<unknown> {
    return promised(() => this.#extreme(names, true));
  }

  #extreme(names: readonly string[], last: boolean): Awaitable<unknown> {
    const { getLatestBy } = this.query.meta;
    const wanted = names.length > 0 ? names : typeof getLatestBy === 'string' ? [getLatestBy] : getLatestBy;
    if (wanted === null) {
      throw new FieldError(
        "earliest() and latest() require either fields as positional arguments or 'getLatestBy' in the model's Meta.",
      );
    }
    if (this.query.isSliced) throw new FieldError('Cannot change a query once a slice has been taken.');
    const items = last ? wanted.map(reversedName) : wanted;
    const sorted = this.derive('unordered', (query) => query.clearOrdering(true)).orderBy(...items);
    return whenReady(sorted.slice(0, 1).fetch(), (rows) => this.#single(rows));
  }

  /** The n-th row, counted from 0. */
  at(index: number): Promise<unknown> {
    return promised(() => {
      if (this.result !== undefined && index >= 0) return this.#inRange(this.result[index], index);
      return whenReady(this.slice(index, index + 1).fetch(), (rows) => this.#inRange(rows[0], index));
    });
  }

  #inRange(row: unknown, index: number): unknown {
    if (row !== undefined) return row;
    throw new this.model.DoesNotExist(`The query has no row at ${index}.`);
  }

  count(): Promise<number> {
    return promised(() => {
      if (this.result !== undefined) return this.result.length;
      return whenReady(
        this.#aggregated(new Map([['__count', COUNT_ALL]]), 'count'),
        (row) => row['__count'] as number,
      );
    });
  }

  aggregate(...given: readonly unknown[]): Promise<unknown> {
    return promised(() => {
      if (this.query.distinctFields.length > 0)
        throw new FieldError('aggregate() + distinct(fields) not implemented.');
      const wanted = new Map<string, Expression>();
      for (const item of given) {
        if (isExpression(item)) wanted.set(defaultAlias(item), item);
        else
          for (const [name, value] of Object.entries(item as object)) wanted.set(name, value as Expression);
      }
      for (const [name, value] of wanted) {
        if (!isExpression(value))
          throw new FieldError(`QuerySet.aggregate() received a non-expression: '${name}'.`);
      }
      return this.#aggregated(wanted, undefined);
    });
  }

  #aggregated(
    wanted: ReadonlyMap<string, Expression>,
    key: string | undefined,
  ): Awaitable<Record<string, unknown>> {
    const { connection } = this;
    const plan = aggregatePlan(this.state.shape, wanted, key, connection);
    if (plan.statement === undefined) return plan.empty();
    const params = bindParams(
      plan.statement.params,
      this.state.values,
      connection.features.hasNativeBooleanField,
    );
    return whenReady(connection.query(plan.statement.sql, params), (rows) => plan.read(rows[0]!));
  }

  exists(): Promise<boolean> {
    return promised(() => {
      if (this.result !== undefined) return this.result.length > 0;
      const { connection } = this;
      const plan = existsPlan(this.state.shape, connection, forExists);
      if (plan === undefined) return false;
      const params = bindParams(plan.params, this.state.values, connection.features.hasNativeBooleanField);
      return whenReady(connection.query(plan.sql, params), (rows) => rows.length > 0);
    });
  }

  contains(instance: unknown): Promise<boolean> {
    return promised(() => {
      checkNotCombined(this.query, 'contains');
      if (this.kind !== 'model')
        throw new FieldError('Cannot call QuerySet.contains() after .values() or .valuesList().');
      if (!isInstance(instance)) throw new FieldError("'instance' must be a model instance.");
      if (instance._meta.concreteModel !== this.query.meta.concreteModel) return false;
      if (instance.pk === null || instance.pk === undefined)
        throw new FieldError('QuerySet.contains() cannot be used on unsaved objects.');
      if (this.result !== undefined)
        return this.result.some((row) => isInstance(row) && row.equals(instance));
      return this.filter({ pk: instance.pk }).exists();
    });
  }

  /** Objects by their key: `Map { 1 => <Article>, ... }`. */
  inBulk(ids?: Iterable<unknown>, options: { fieldName?: string } = {}): Promise<Map<unknown, unknown>> {
    return promised(() => {
      const { fieldName = 'pk' } = options;
      this.#checkBulk(fieldName);
      const wanted = ids === undefined ? undefined : [...ids];
      if (wanted?.length === 0) return new Map();
      const target =
        wanted === undefined ? this.all() : this.filter({ [`${fieldName}__in`]: wanted }).#unordered();
      const attname = fieldName === 'pk' ? 'pk' : this.query.meta.getField(fieldName).name;
      const isModel = this.kind === 'model';
      return whenReady(target.fetch(), (rows) => {
        return new Map(
          rows.map((row) => [
            isModel ? (row as Record<string, unknown>)[attname] : (row as Record<string, unknown>)[attname],
            row,
          ]),
        );
      });
    });
  }

  #unordered(): this {
    return this.derive('unordered', (query) => query.clearOrdering(true));
  }

  #checkBulk(fieldName: string): void {
    if (this.query.isSliced) throw new FieldError('Cannot use limit or offset with inBulk().');
    if (this.kind !== 'model') throw new FieldError('inBulk() cannot be used with values() or valuesList().');
    if (fieldName === 'pk') return;
    const { meta } = this.query;
    const field = meta.getField(fieldName);
    const constrained = meta.constraints.some(
      (one) => 'fields' in one && String(one.fields) === fieldName && !('condition' in one && one.condition),
    );
    if (
      !('attname' in field) ||
      (!field.unique && !constrained && !this.query.distinctFields.includes(fieldName))
    ) {
      throw new FieldError(`inBulk()'s fieldName must be a unique field but '${fieldName}' isn't.`);
    }
  }

  /** Rows one after the other, without keeping them: for results that don't fit into memory. */
  async *iterator(options: { chunkSize?: number } = {}): AsyncIterable<unknown> {
    const { chunkSize = 2000 } = options;
    if (!(chunkSize > 0)) throw new FieldError('Chunk size must be strictly positive.');
    const { connection } = this;
    const { shape, values, known, prefetches, fetchMode } = this.state;
    const plan = rowPlan(shape, connection);
    if (plan.statement === undefined) return;
    const params = bindParams(plan.statement.params, values, connection.features.hasNativeBooleanField);
    for await (const chunk of connection.stream(plan.statement.sql, params, chunkSize)) {
      const rows = plan.read(chunk, known, fetchMode);
      if (prefetches.length > 0) await prefetchRelatedObjects(rows as readonly AnyModel[], prefetches);
      yield* rows;
    }
  }

  /** How the database would go about it. */
  explain(options: Readonly<Record<string, unknown>> = {}): Promise<string> {
    return promised(() => explainQuery(this.state.shape, this.state.values, this.connection, options));
  }

  // --- what relations need

  startingAt(origin: AnyModel): this {
    return this.withState({ origin });
  }

  knowing(...known: readonly KnownRelated[]): this {
    return this.withState({ known });
  }

  joinedTo(field: ManyToManyField, reverse: boolean, keys: readonly unknown[]): this {
    const long = longListOf(keys);
    const list = long ?? (keys.length > 32 ? undefined : `${keys.length}:${typeof keys[0]}`);
    const key =
      list === undefined ? undefined : `joined:${field.model._meta.label}.${field.name}:${reverse}:${list}`;
    const { near } = throughKeys(field, reverse);
    return this.derive(
      key,
      (query, values) => {
        const slot = new Slot(values.push(keys) - 1, keys);
        const alias = joinThrough(query, field, reverse, 'in', slot);
        query.annotations.set(JOIN_KEY, new Col(alias, near, near.targetField));
      },
      [...this.state.values, keys],
    );
  }

  /** Only objects that a join table ties to this one. */
  through(field: ManyToManyField, reverse: boolean, value: unknown): this {
    return this.derive(
      `through:${field.model._meta.label}.${field.name}:${reverse}:${typeof value}`,
      (query, values) => {
        joinThrough(query, field, reverse, 'exact', new Slot(values.push(value) - 1, value));
      },
      [...this.state.values, value],
    );
  }

  fetchForPrefetch(): Awaitable<Fetched> {
    const { connection } = this;
    const { shape, values, known, prefetches, fetchMode } = this.state;
    const plan = rowPlan(shape, connection);
    if (plan.statement === undefined) return { objects: [], joinKeys: [], more: prefetches };
    const params = bindParams(plan.statement.params, values, connection.features.hasNativeBooleanField);
    return whenReady(connection.query(plan.statement.sql, params), (rows) => {
      const objects = plan.read(rows, known, fetchMode) as AnyModel[];
      const at = plan.hiddenPlace;
      return { objects, joinKeys: at < 0 ? [] : rows.map((row) => row[at]), more: prefetches };
    });
  }
}

const COUNT_ALL: Expression = new Count(new Star());

function reversedName(name: string): string {
  const [plain, descending] = splitDirection(name, false);
  return descending ? plain : `-${plain}`;
}

function aliasOf(expression: Expression, taken: readonly string[]): string {
  const base = expression.constructor.name.replace('Aggregate', '').toLowerCase();
  let number = 1;
  while (taken.includes(`${base}${number}`)) number++;
  return `${base}${number}`;
}

function checkKind(kind: string, kinds: readonly string[], order: string): void {
  if (!kinds.includes(kind)) throw new FieldError(`'kind' must be one of ${kinds.join(', ')}.`);
  if (order !== 'ASC' && order !== 'DESC') throw new FieldError("'order' must be either 'ASC' or 'DESC'.");
}
