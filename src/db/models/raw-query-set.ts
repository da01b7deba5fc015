import { FieldError } from '../../core/errors/field-error.ts';
import { type Awaitable, whenReady } from '../../utils/awaitable.ts';
import { shownValue } from '../../utils/shown-value.ts';
import type { DatabaseWrapper } from '../backends/base/database-wrapper.ts';
import type { SqlFragment } from '../backends/base/fragment.ts';
import type { Row } from '../backends/base/session.ts';
import { connections } from '../connections.ts';
import { routeDatabase } from '../router.ts';
import { Col } from '../sql/col.ts';
import { finish } from '../sql/finish.ts';
import { checkNames } from '../sql/names.ts';
import type { Query } from '../sql/query.ts';
import { type RawParams, shownWithParams, withParams } from '../sql/raw-marks.ts';
import { bindParams } from '../sql/slot.ts';
import { RawKeys } from './expressions/raw-keys.ts';
import type { QuerySource } from './expressions/subquery.ts';
import { createHydrator } from './hydrate.ts';
import type { AnyModel, ModelClass } from './model.ts';
import { type PrefetchLookup, prefetchRelatedObjects } from './prefetch.ts';
import { ASKABLE, type Askable } from './query-set/askable.ts';
import { type Convert, converterOf } from './query-set/converters.ts';
import { promised } from './query-set/promised.ts';
import { extraSetters, placesOfFields } from './raw-columns.ts';

export interface RawOptions {
  /** Names of fields by the names of columns that are not theirs. */
  translations?: Readonly<Record<string, string>>;
  using?: string;
  /** Relations to load with the rows. */
  prefetches?: readonly (PrefetchLookup | string)[];
}

/** Gives the rows of a model that have these keys. */
export type RowsWithKeys = (model: ModelClass, keys: RawKeys, alias: string | undefined) => ConditionSource;
type ConditionSource = QuerySource & { readonly [ASKABLE]: Askable };

/**
 * Instances out of SQL of one's own: `await Article.objects.raw('SELECT * FROM articles_article WHERE views > %s', [10])`. Columns that
 * are no fields become properties, fields that are not selected are deferred.
 */
export class RawQuerySet implements PromiseLike<AnyModel[]> {
  readonly model: ModelClass;
  readonly sql: string;
  readonly params: RawParams;
  readonly #marked: SqlFragment;
  readonly #options: RawOptions;
  readonly #rowsWithKeys: RowsWithKeys;
  readonly kind = 'raw';
  #result: AnyModel[] | undefined;

  /** @throws FieldError for parameters that don't fit the SQL */
  constructor(
    model: ModelClass,
    sql: string,
    params: RawParams | null,
    options: RawOptions,
    rowsWithKeys: RowsWithKeys,
  ) {
    if (typeof sql !== 'string') throw new FieldError(`raw() takes SQL as a text, not ${shownValue(sql)}.`);
    this.model = model;
    this.sql = sql;
    this.params = params ?? [];
    this.#marked = withParams('raw()', sql, this.params);
    this.#options = options;
    this.#rowsWithKeys = rowsWithKeys;
  }

  get db(): string {
    return this.#options.using ?? routeDatabase('dbForRead', this.model);
  }

  using(alias: string): RawQuerySet {
    return this.#with({ using: alias });
  }

  /** Load relations of the rows, too, each in one query; null takes back what was asked for. */
  prefetchRelated(...lookups: readonly (PrefetchLookup | string | null)[]): RawQuerySet {
    const asked = lookups[0] === null ? [] : [...(this.#options.prefetches ?? []), ...lookups];
    return this.#with({ prefetches: asked as readonly (PrefetchLookup | string)[] });
  }

  #with(changes: RawOptions): RawQuerySet {
    const options = { ...this.#options, ...changes };
    return new RawQuerySet(this.model, this.sql, this.params, options, this.#rowsWithKeys);
  }

  /** What stands for it in a condition of another query. */
  get query(): Query {
    return this.bakedQuery();
  }

  bakedQuery(): Query {
    return this.#rowsByKey.bakedQuery();
  }

  get [ASKABLE](): Askable {
    return { ...this.#rowsByKey[ASKABLE], isRaw: true };
  }

  get #rowsByKey(): ConditionSource {
    const { pk, pkFields } = this.model._meta;
    const { translations = {}, using } = this.#options;
    const columns = pkFields.map(
      ({ name, attname, column }) =>
        Object.keys(translations).find((key) => [name, attname].includes(translations[key]!)) ?? column!,
    );
    return this.#rowsWithKeys(this.model, new RawKeys(this.#marked, columns, pk), using);
  }

  then<A = AnyModel[], B = never>(
    onFulfilled?: ((rows: AnyModel[]) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return promised(() => this.#rows()).then(onFulfilled, onRejected);
  }

  async *[Symbol.asyncIterator](): AsyncIterator<AnyModel> {
    yield* await this;
  }

  /** The rows asked for anew. */
  async *iterator(): AsyncIterableIterator<AnyModel> {
    yield* await this.#ask();
  }

  /** The result, in a list of the caller's own. */
  async #rows(): Promise<AnyModel[]> {
    this.#result ??= await this.#ask();
    return this.#result.slice();
  }

  async #ask(): Promise<AnyModel[]> {
    const rows = await this.#fetch();
    const { prefetches = [] } = this.#options;
    if (prefetches.length > 0) await prefetchRelatedObjects(rows, prefetches);
    return rows;
  }

  #fetch(): Awaitable<AnyModel[]> {
    return whenReady(this.#send(), ({ columns, rows }) =>
      this.#read(columns, rows, connections.get(this.db)),
    );
  }

  /** Names of the columns that the statement gives; it is sent for that. */
  get columns(): Promise<readonly string[]> {
    return promised(() =>
      whenReady(this.#send(), ({ columns }) => columns.map((name) => this.#nameOf(name))),
    );
  }

  #send(): Awaitable<{ readonly columns: readonly string[]; readonly rows: Row[] }> {
    const connection = connections.get(this.db);
    const values = this.#marked.params.map((value) => connection.ops.rawParameter(value));
    const { sql, params } = finish({ sql: this.#marked.sql, params: values }, connection);
    const bound = bindParams(params, [], connection.features.hasNativeBooleanField);
    return connection.queryWithColumns(sql, bound);
  }

  #nameOf(column: string): string {
    const { translations = {} } = this.#options;
    if (!Object.hasOwn(translations, column)) return column;
    const name = translations[column]!;
    checkNames('translations of raw', [name]);
    return name;
  }

  #read(names: readonly string[], rows: Row[], connection: DatabaseWrapper): AnyModel[] {
    if (names.length === 0) throw givesNoRows();
    const { concreteFields, dbTable } = this.model._meta;
    const columns = names.map((name) => ({
      name: this.#nameOf(name),
      isTranslated: Object.hasOwn(this.#options.translations ?? {}, name),
    }));
    const places = placesOfFields(this.model, columns);
    const converters = new Map<number, Convert>();
    concreteFields.forEach((field, index) => {
      const convert = converterOf(new Col(dbTable, field), connection);
      if (convert !== undefined && places[index]! >= 0) converters.set(places[index]!, convert);
    });
    const extras = extraSetters(this.model, columns, places);
    const make = createHydrator(this.model, places, connection.alias);
    const peers: AnyModel[] = [];
    for (const row of rows) {
      for (const [place, convert] of converters) row[place] = convert(row[place]);
      const instance = make(row, peers);
      for (const setExtra of extras) setExtra(instance, row);
      peers.push(instance);
    }
    return [...peers];
  }

  toString(): string {
    return `<RawQuerySet: ${shownWithParams(this.sql, this.params)}>`;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}

function givesNoRows(): FieldError {
  return new FieldError(
    'The statement of raw() was sent, and is none that gives rows.',
    'Begin it with SELECT, or send it by connection.cursor() when rows are to be changed.',
  );
}
