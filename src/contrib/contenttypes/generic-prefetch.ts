import { FieldError } from '../../core/errors/field-error.ts';
import type { ModelClass } from '../../db/models/model.ts';
import { Prefetch, type PrefetchSource, SourceByModel } from '../../db/models/prefetch-lookup.ts';
import { asQuery } from '../../db/models/query-set/askable.ts';

/** A QuerySet for each of several models; the others' objects come from their base managers. */
export class QuerySetsByModel extends SourceByModel {
  override readonly query: unknown;
  readonly #sources: ReadonlyMap<ModelClass, PrefetchSource>;

  constructor(querysets: readonly PrefetchSource[]) {
    super();
    this.#sources = new Map(querysets.map((queryset) => [modelOf(queryset), queryset]));
    this.query = querysets;
  }

  override for(model: ModelClass): PrefetchSource | undefined {
    return this.#sources.get(model._meta.concreteModel);
  }
}

function modelOf(queryset: PrefetchSource): ModelClass {
  const query = asQuery(queryset)?.query;
  if (query === undefined)
    throw new FieldError(
      'GenericPrefetch takes QuerySets.',
      "Give one for each model: GenericPrefetch('contentObject', [Animal.objects.all()]).",
    );
  return query.model._meta.concreteModel;
}

/**
 * The objects of a generic foreign key by QuerySets, one for each model:
 * `prefetchRelated(GenericPrefetch('contentObject', [Animal.objects.only('name'), Mineral.objects.all()]))`
 */
export function GenericPrefetch(
  lookup: string,
  querysets: readonly PrefetchSource[],
  options: { toAttr?: string } = {},
): Prefetch {
  return new Prefetch(lookup, { ...options, queryset: new QuerySetsByModel(querysets) });
}
