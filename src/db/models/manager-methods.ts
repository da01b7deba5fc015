import { markAltersData } from '../../utils/alters-data.ts';
import type { RuntimeQuerySet } from './query-set.ts';

type Values = Readonly<Record<string, unknown>>;
type Args<Name extends keyof RuntimeQuerySet> = RuntimeQuerySet[Name] extends (...args: infer A) => unknown
  ? A
  : never;
type Result<Name extends keyof RuntimeQuerySet> = RuntimeQuerySet[Name] extends (...args: never[]) => infer R
  ? R
  : never;

/** The methods of a QuerySet on something that has one: each starts anew from `getQueryset()`. */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the loop below puts the other methods on the prototype
export abstract class BaseModelMethods {
  abstract getQueryset(): RuntimeQuerySet;

  /** The rows that a method goes on from. Nothing but QuerySets derived from it is handed out, so it may be the same each time. */
  protected start(): RuntimeQuerySet {
    return this.getQueryset();
  }

  all(): RuntimeQuerySet {
    return this.getQueryset();
  }

  filter(...conditions: Args<'filter'>): RuntimeQuerySet {
    return this.start().filter(...conditions);
  }

  exclude(...conditions: Args<'exclude'>): RuntimeQuerySet {
    return this.start().exclude(...conditions);
  }

  get(...conditions: Args<'get'>): Promise<unknown> {
    return this.start().get(...conditions);
  }

  create(values?: Values): Promise<unknown> {
    return this.start().create(values);
  }

  getOrCreate(conditions: Values, options?: { defaults?: Values }): Promise<[unknown, boolean]> {
    return this.start().getOrCreate(conditions, options);
  }

  updateOrCreate(
    conditions: Values,
    options?: { defaults?: Values; createDefaults?: Values },
  ): Promise<[unknown, boolean]> {
    return this.start().updateOrCreate(conditions, options);
  }
}

const FORWARDED = [
  'none', 'complexFilter', 'filter', 'exclude', 'orderBy', 'reverse', 'distinct', 'slice', 'using', 'selectForUpdate', 'fetchMode',
  'only', 'defer', 'extra', 'alias', 'annotate', 'selectRelated', 'prefetchRelated', 'union', 'intersection', 'difference',
  'and', 'or', 'xor', 'values', 'valuesList', 'dates', 'datetimes', 'get', 'first', 'last', 'earliest', 'latest', 'at',
  'count', 'exists', 'contains', 'aggregate', 'inBulk', 'iterator', 'explain', 'bulkCreate', 'bulkUpdate', 'update', 'raw',
] as const; // biome-ignore format: a list of names

type Forwarded = Extract<(typeof FORWARDED)[number], keyof RuntimeQuerySet>;

/** What the prototype has besides what is written above. */
export type ForwardedMethods = { [Name in Forwarded]: (...args: Args<Name>) => Result<Name> };

for (const name of FORWARDED) {
  const forward = function (this: { start(): RuntimeQuerySet }, ...args: unknown[]): unknown {
    const queryset = this.start() as unknown as Record<string, (...values: unknown[]) => unknown>;
    return queryset[name]!(...args);
  };
  Object.defineProperty(forward, 'name', { value: name });
  Object.defineProperty(BaseModelMethods.prototype, name, {
    value: forward,
    configurable: true,
    writable: true,
  });
}

markAltersData(
  BaseModelMethods.prototype,
  'create',
  'getOrCreate',
  'updateOrCreate',
  'bulkCreate',
  'bulkUpdate',
  'update',
);

export interface BaseModelMethods extends ForwardedMethods {}
