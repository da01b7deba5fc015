import type { ForeignKey } from './fields/foreign-key.ts';
import type { Relation } from './fields/relation.ts';
import { isInstance } from './is-instance.ts';
import { amongKeys } from './key-lookups.ts';
import { loadDeferred } from './load-deferred.ts';
import { loadReverse } from './load-reverse.ts';
import { MissingRef } from './missing-ref.ts';
import type { AnyModel } from './model.ts';
import type { PrefetchLookup, PrefetchSource } from './prefetch-lookup.ts';
import {
  distinctKeys,
  type Loaded,
  matching,
  type Prefetcher,
  propertiesOf,
  type RelatedTo,
} from './prefetcher.ts';
import { managerQuerySet, readAttribute } from './related-queries.ts';

/** `article.author` */
export class ForwardPrefetcher implements Prefetcher {
  readonly #field: ForeignKey;

  constructor(field: ForeignKey) {
    this.#field = field;
  }

  isLoaded(object: AnyModel): boolean {
    return (
      this.#field.cachedValue(object) !== undefined ||
      propertiesOf(object)[this.#field.name] instanceof MissingRef
    );
  }

  /** The queryset left the object out: there is none, but the key stays. */
  #missing(object: AnyModel): unknown {
    const id = this.#field.idOf(object);
    return id === null ? this.#field.buildValue(object, null) : new MissingRef(object, this.#field, id);
  }

  async load(objects: readonly AnyModel[], source: PrefetchSource | undefined): Promise<Loaded> {
    const field = this.#field;
    const target = field.targetField;
    await loadDeferred(objects, (object) => field.idOf(object));
    const keys = distinctKeys(objects, (object) => field.idOf(object));
    const queryset = managerQuerySet(field.remoteField.model(), objects[0]!, source, 'base');
    const found = await queryset.filter(amongKeys(target, keys)).fetchForPrefetch();
    await loadDeferred(found.objects, (object) => readAttribute(object, target));
    const related = matching(
      found.objects,
      (object) => readAttribute(object, target),
      (object) => field.idOf(object),
    );
    if (field.unique) linkBack(field.remoteField, objects, related);
    return { related, more: found.more };
  }

  store(object: AnyModel, related: readonly AnyModel[], lookup: PrefetchLookup | undefined): void {
    const found = related[0] ?? (lookup?.toAttr === undefined ? this.#missing(object) : null);
    propertiesOf(object)[lookup?.toAttr ?? this.#field.name] = found;
  }

  read(object: AnyModel, toAttr: string | undefined): readonly AnyModel[] {
    const value = propertiesOf(object)[toAttr ?? this.#field.name];
    return isInstance(value) ? [value] : [];
  }
}

function linkBack(relation: Relation, objects: readonly AnyModel[], related: RelatedTo): void {
  const accessor = relation.accessorName;
  if (accessor === undefined) return;
  for (const object of objects) related(object)[0]?._state.setCached(accessor, object);
}

/** `user.profile` */
export class ReverseOnePrefetcher implements Prefetcher {
  readonly #relation: Relation;

  constructor(relation: Relation) {
    this.#relation = relation;
  }

  isLoaded(object: AnyModel): boolean {
    return object._state.isCached(this.#relation.accessorName!);
  }

  async load(objects: readonly AnyModel[], source: PrefetchSource | undefined): Promise<Loaded> {
    return loadReverse(
      this.#relation,
      objects,
      managerQuerySet(this.#relation.relatedModel, objects[0]!, source, 'base'),
    );
  }

  store(object: AnyModel, related: readonly AnyModel[], lookup: PrefetchLookup | undefined): void {
    if (lookup?.toAttr === undefined)
      object._state.setCached(this.#relation.accessorName!, related[0] ?? null);
    else propertiesOf(object)[lookup.toAttr] = related[0] ?? null;
  }

  read(object: AnyModel, toAttr: string | undefined): readonly AnyModel[] {
    const value =
      toAttr === undefined
        ? object._state.getCached(this.#relation.accessorName!)
        : propertiesOf(object)[toAttr];
    return isInstance(value) ? [value] : [];
  }
}
