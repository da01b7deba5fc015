import type { ForeignKey } from './fields/foreign-key.ts';
import type { Relation } from './fields/relation.ts';
import { keyText } from './key-text.ts';
import { loadDeferred } from './load-deferred.ts';
import type { AnyModel } from './model.ts';
import { distinctKeys, type Loaded, matching, propertiesOf } from './prefetcher.ts';
import { type LoadableQuerySet, readAttribute } from './related-queries.ts';

/** Load the rows whose foreign key points at objects; each of them knows what it points at. */
export async function loadReverse(
  relation: Relation,
  objects: readonly AnyModel[],
  queryset: LoadableQuerySet,
): Promise<Loaded> {
  const field = relation.field as ForeignKey;
  const near = (object: AnyModel): unknown => readAttribute(object, field.targetField);
  await loadDeferred(objects, near);
  const keys = distinctKeys(objects, near);
  const byKey = new Map(objects.map((object) => [keyText(near(object)), object]));
  const { objects: found, more } = await queryset
    .slicedPer(field.name)
    .filter({ [`${field.name}__in`]: keys })
    .fetchForPrefetch();
  await loadDeferred(found, (object) => field.idOf(object));
  for (const object of found) {
    if (field.cachedValue(object) === undefined)
      propertiesOf(object)[field.name] = byKey.get(keyText(field.idOf(object)));
  }
  return { related: matching(found, (object) => field.idOf(object), near), more };
}
