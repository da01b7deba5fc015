import { FieldError } from '../../core/errors/field-error.ts';
import { shownValue } from '../../utils/shown-value.ts';
import { checkNames, LOOKUP_SEP } from '../sql/names.ts';
import { optionsOf } from '../sql/options-of.ts';
import { callable } from './expressions/callable.ts';
import type { ModelClass } from './model.ts';
import { ASKABLE } from './query-set/askable.ts';

/** A QuerySet as prefetching uses it: narrowed to some objects, then fetched. */
export interface PrefetchSource {
  readonly query: unknown;
}

/** A QuerySet for each of several models, for a relation that leads to more than one: generic foreign keys. */
export abstract class SourceByModel implements PrefetchSource {
  abstract readonly query: unknown;
  abstract for(model: ModelClass): PrefetchSource | undefined;
}

/** One relation to load beside the rows: which, by which QuerySet, and where to put the objects. */
class PrefetchObject {
  /** Names of the relations, `comments__author`. */
  readonly lookup: string;
  readonly queryset: PrefetchSource | undefined;
  /** Property for the list of objects; the relation's own manager keeps them otherwise. */
  readonly toAttr: string | undefined;

  constructor(lookup: string, options: { queryset?: PrefetchSource; toAttr?: string } = {}) {
    this.lookup = lookup;
    const { queryset, toAttr } = optionsOf({ name: 'Prefetch' }, options);
    this.queryset = queryset;
    this.toAttr = toAttr;
    checkNames('Prefetch', toAttr === undefined ? [lookup] : [lookup, toAttr]);
    const isObject = typeof queryset === 'object' && queryset !== null;
    if (queryset !== undefined && !(isObject && (ASKABLE in queryset || queryset instanceof SourceByModel))) {
      throw new FieldError('Prefetch querysets have to be QuerySets.');
    }
    if (queryset !== undefined && 'kind' in queryset && queryset.kind !== 'model') {
      throw new FieldError(
        'Prefetch querysets cannot use values(), valuesList(), dates(), datetimes() or raw().',
        'Load fewer columns with only().',
      );
    }
  }

  /** Names on the way, each with what is loaded so far: `comments`, `comments__author`. */
  get path(): readonly string[] {
    return this.lookup.split(LOOKUP_SEP);
  }

  /** Where the objects go: the lookup with `toAttr` in place of its last name. */
  get target(): string {
    if (this.toAttr === undefined) return this.lookup;
    return [...this.path.slice(0, -1), this.toAttr].join(LOOKUP_SEP);
  }

  /** The same, put behind another relation. */
  under(prefix: string): PrefetchObject {
    const copy = Object.create(PrefetchObject.prototype) as PrefetchObject;
    return Object.assign(copy, this, { lookup: `${prefix}${LOOKUP_SEP}${this.lookup}` });
  }
}

export type PrefetchLookup = PrefetchObject;
export type Prefetch = PrefetchObject;
/** `prefetchRelated(Prefetch('comments', { queryset: Comment.objects.filter({ spam: false }), toAttr: 'goodComments' }))` */
export const Prefetch = callable<
  typeof PrefetchObject &
    ((lookup: string, options?: { queryset?: PrefetchSource; toAttr?: string }) => Prefetch)
>(PrefetchObject);

export function toPrefetch(lookup: unknown): PrefetchLookup {
  if (lookup instanceof PrefetchObject) return lookup;
  if (typeof lookup === 'string') return new PrefetchObject(lookup);
  throw new FieldError(`prefetchRelated() takes names and Prefetch objects, not ${shownValue(lookup)}.`);
}
