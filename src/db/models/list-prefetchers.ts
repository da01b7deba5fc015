import type { ForeignKey } from './fields/foreign-key.ts';
import type { ManyToManyField } from './fields/many-to-many-field.ts';
import type { Relation } from './fields/relation.ts';
import { loadDeferred } from './load-deferred.ts';
import { loadReverse } from './load-reverse.ts';
import type { AnyModel } from './model.ts';
import type { PrefetchLookup, PrefetchSource } from './prefetch-lookup.ts';
import { distinctKeys, type Loaded, matching, type Prefetcher, propertiesOf } from './prefetcher.ts';
import { managerQuerySet, readAttribute } from './related-queries.ts';

/** Relations to many objects: what was found is kept for the instance's manager. */
export abstract class ListPrefetcher implements Prefetcher {
  protected abstract readonly name: string;

  isLoaded(object: AnyModel, toAttr: string): boolean {
    return toAttr === this.name
      ? object._state.getPrefetched(this.name) !== undefined
      : Array.isArray(propertiesOf(object)[toAttr]);
  }

  abstract load(objects: readonly AnyModel[], source: PrefetchSource | undefined): Promise<Loaded>;

  store(object: AnyModel, related: readonly AnyModel[], lookup: PrefetchLookup | undefined): void {
    if (lookup?.toAttr === undefined) object._state.setPrefetched(this.name, related);
    else propertiesOf(object)[lookup.toAttr] = [...related];
  }

  read(object: AnyModel, toAttr: string | undefined): readonly AnyModel[] {
    const value =
      toAttr === undefined ? object._state.getPrefetched(this.name) : propertiesOf(object)[toAttr];
    return Array.isArray(value) ? value : [];
  }
}

/** `author.articleSet` */
export class ReverseManyPrefetcher extends ListPrefetcher {
  protected override readonly name: string;
  readonly #relation: Relation;

  constructor(relation: Relation) {
    super();
    this.#relation = relation;
    this.name = relation.accessorName!;
  }

  override load(objects: readonly AnyModel[], source: PrefetchSource | undefined): Promise<Loaded> {
    return loadReverse(
      this.#relation,
      objects,
      managerQuerySet(this.#relation.relatedModel, objects[0]!, source, 'default'),
    );
  }
}

/** `article.tags` and, reversed, `tag.articleSet`: the related objects come with the key of the join table beside them. */
export class ManyToManyPrefetcher extends ListPrefetcher {
  protected override readonly name: string;
  readonly #field: ManyToManyField;
  readonly #reverse: boolean;

  constructor(field: ManyToManyField, reverse: boolean) {
    super();
    this.#field = field;
    this.#reverse = reverse;
    this.name = reverse ? field.remoteField.accessorName! : field.name;
  }

  override async load(objects: readonly AnyModel[], source: PrefetchSource | undefined): Promise<Loaded> {
    const field = this.#field;
    const near: ForeignKey = this.#reverse ? field.targetField : field.sourceField;
    const model = this.#reverse ? field.model : field.remoteField.model();
    const keyField = near.targetField;
    const key = (object: AnyModel): unknown => readAttribute(object, keyField);
    await loadDeferred(objects, key);
    const keys = distinctKeys(objects, key);
    const queryset = managerQuerySet(model, objects[0]!, source, 'default');
    const found = await queryset.joinedTo(field, this.#reverse, keys).fetchForPrefetch();
    const related = matching(found.objects, (_object, index) => found.joinKeys[index], key);
    return { related, more: found.more };
  }
}
