import type { ForeignKey } from './fields/foreign-key.ts';
import type { ManyToManyField } from './fields/many-to-many-field.ts';
import { ManyToManyPrefetcher, ReverseManyPrefetcher } from './list-prefetchers.ts';
import type { AnyModel, ModelClass } from './model.ts';
import type { CustomPrefetch, Prefetcher } from './prefetcher.ts';
import { ForwardPrefetcher, ReverseOnePrefetcher } from './single-prefetchers.ts';

/** How the relation behind a name is loaded; undefined when the name is no relation. */
export function prefetcherFor(object: AnyModel, name: string): Prefetcher | undefined {
  const { _meta: meta } = object;
  const field = meta.fieldsMap.get(name);
  if (field !== undefined && 'prefetcher' in field)
    return (field as unknown as CustomPrefetch).prefetcher(object.constructor as unknown as ModelClass);
  if (field !== undefined && 'attname' in field && field.name === name && field.remoteField !== undefined) {
    return field.manyToMany
      ? new ManyToManyPrefetcher(field as ManyToManyField, false)
      : new ForwardPrefetcher(field as ForeignKey);
  }
  const relation = meta.relatedObjects.find((one) => one.accessorName === name);
  if (relation === undefined) return undefined;
  if (relation.manyToMany) return new ManyToManyPrefetcher(relation.field as ManyToManyField, true);
  return relation.oneToOne ? new ReverseOnePrefetcher(relation) : new ReverseManyPrefetcher(relation);
}
