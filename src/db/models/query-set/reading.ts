import { FieldError } from '../../../core/errors/field-error.ts';
import { type Awaitable, isThenable, whenReady } from '../../../utils/awaitable.ts';
import { shownValue } from '../../../utils/shown-value.ts';
import { checkNames } from '../../sql/names.ts';
import { bindParams } from '../../sql/slot.ts';
import type { AnyModel } from '../model.ts';
import { prefetchRelatedObjects } from '../prefetch.ts';
import { explainQuery } from './explain.ts';
import { namedRowMaker } from './named-row.ts';
import { promised } from './promised.ts';
import { RelationQuerySet } from './relation-rows.ts';
import { rowPlan } from './row-plan.ts';

/** The methods that give all rows: awaiting, `for await`, `inBulk()`, `iterator()`. */
export abstract class ReadingQuerySet extends RelationQuerySet {
  then<A = unknown[], B = never>(
    onFulfilled?: ((rows: unknown[]) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    const { result } = this;
    const rows = result === undefined ? this.rows() : Promise.resolve(result.slice());
    return rows.then(onFulfilled, onRejected);
  }

  /** The result, in a list of the caller's own. */
  protected rows(): Promise<unknown[]> {
    try {
      const rows = this.fetch();
      return isThenable(rows)
        ? Promise.resolve(rows as PromiseLike<readonly unknown[]>).then((found) => found.slice())
        : Promise.resolve((rows as readonly unknown[]).slice());
    } catch (error) {
      return Promise.reject(error);
    }
  }

  async *[Symbol.asyncIterator](): AsyncIterator<unknown> {
    yield* await this.fetch();
  }

  /** Objects by their key: `Map { 1 => <Article>, ... }`. */
  inBulk(ids?: Iterable<unknown>, options: { fieldName?: string } = {}): Promise<Map<unknown, unknown>> {
    return promised(() => {
      const { fieldName = 'pk' } = options;
      checkNames('inBulk', [fieldName]);
      if (ids !== undefined && (typeof ids !== 'object' || ids === null || !(Symbol.iterator in ids)))
        throw new FieldError(`inBulk() takes a list of keys, not ${shownValue(ids)}.`);
      this.checkBulk(fieldName);
      const wanted = ids === undefined ? undefined : [...ids];
      if (wanted?.length === 0) return new Map();
      const target =
        wanted === undefined ? this.all() : this.filter({ [`${fieldName}__in`]: wanted }).unordered();
      if (this.kind !== 'model') return target.valuesByKey(fieldName);
      const attname = fieldName === 'pk' ? 'pk' : this.query.meta.getField(fieldName).name;
      return whenReady(
        target.fetch(),
        (rows) => new Map(rows.map((row) => [(row as Record<string, unknown>)[attname], row])),
      );
    });
  }

  /** Rows of values, asked for with the key in front, which they give up again. */
  protected valuesByKey(key: string): Awaitable<Map<unknown, unknown>> {
    const names = [...(this.query.selected ?? new Map<string, unknown>()).keys()];
    const rows = this.asValues('tuples', [key, ...names.filter((name) => name !== key)]).fetch();
    const order = [key, ...names.filter((name) => name !== key)];
    const places = names.map((name) => order.indexOf(name));
    const shaped = (row: readonly unknown[]): unknown => {
      if (this.kind === 'flat') return row[places[0]!];
      const values = places.map((place) => row[place]);
      if (this.kind === 'named') return namedRowMaker(names)(values);
      return this.kind === 'tuples' ? values : Object.fromEntries(names.map((name, i) => [name, values[i]]));
    };
    return whenReady(rows, (found) => new Map((found as unknown[][]).map((row) => [row[0], shaped(row)])));
  }

  protected unordered(): this {
    return this.derive('unordered', (query) => query.clearOrdering(true));
  }

  protected checkBulk(fieldName: string): void {
    if (this.query.isSliced) throw new FieldError('Cannot use limit or offset with inBulk().');
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
    if (!Number.isInteger(chunkSize) || chunkSize <= 0)
      throw new FieldError('Chunk size must be strictly positive, and a whole number.');
    const { connection } = this;
    const { shape, values, known, prefetches, fetchMode } = this.state;
    if (prefetches.length > 0 && options.chunkSize === undefined) {
      throw new FieldError(
        'chunkSize has to be given to iterator() after prefetchRelated().',
        'Relations are loaded for so many rows at a time: iterator({ chunkSize: 500 }).',
      );
    }
    const plan = rowPlan(shape, connection);
    if (plan.statement === undefined) return;
    const params = bindParams(plan.statement.params, values, connection.features.hasNativeBooleanField);
    for await (const chunk of connection.stream(plan.statement.sql, params, chunkSize, plan.wide)) {
      const rows = plan.read(chunk, known, fetchMode);
      if (prefetches.length > 0) await prefetchRelatedObjects(rows as readonly AnyModel[], prefetches);
      yield* rows;
    }
  }

  /** How the database would go about it. */
  explain(options: Readonly<Record<string, unknown>> = {}): Promise<string> {
    return promised(() => explainQuery(this.state.shape, this.state.values, this.connection, options));
  }
}
