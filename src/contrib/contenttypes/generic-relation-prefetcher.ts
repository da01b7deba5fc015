import { ListPrefetcher } from '../../db/models/list-prefetchers.ts';
import type { AnyModel, ModelClass } from '../../db/models/model.ts';
import type { PrefetchLookup, PrefetchSource } from '../../db/models/prefetch-lookup.ts';
import { type Loaded, matching, type RelatedTo } from '../../db/models/prefetcher.ts';
import { managerQuerySet, readAttribute } from '../../db/models/related-queries.ts';
import type { GenericRelationField } from './generic-relation.ts';

/** Loads what points at many objects by a generic foreign key. */
export class GenericRelationPrefetcher extends ListPrefetcher {
  protected override readonly name: string;
  readonly #field: GenericRelationField;

  constructor(field: GenericRelationField) {
    super();
    this.#field = field;
    this.name = field.name;
  }

  override async load(objects: readonly AnyModel[], source: PrefetchSource | undefined): Promise<Loaded> {
    const byModel = new Map<ModelClass, AnyModel[]>();
    for (const object of objects) {
      const model = object.constructor as unknown as ModelClass;
      const owners = byModel.get(model);
      if (owners === undefined) byModel.set(model, [object]);
      else owners.push(object);
    }
    const related = new Map<ModelClass, RelatedTo>();
    const more: PrefetchLookup[] = [];
    for (const [model, owners] of byModel) {
      const loaded = await this.#loadFor(model, owners, source);
      related.set(model, loaded.related);
      more.push(...loaded.more);
    }
    return {
      related: (object) => related.get(object.constructor as unknown as ModelClass)!(object),
      more,
    };
  }

  async #loadFor(
    model: ModelClass,
    objects: readonly AnyModel[],
    source: PrefetchSource | undefined,
  ): Promise<Loaded> {
    const field = this.#field;
    const { objectId } = field;
    const rows = managerQuerySet(field.remoteField.model(), objects[0]!, source, 'default');
    const found = await rows
      .slicedPer(objectId.name)
      .filter({
        [field.contentTypeField]: field.typeId(model),
        [`${objectId.name}__in`]: [...new Set(objects.map((object) => object.pk))],
      })
      .fetchForPrefetch();
    const related = matching(
      found.objects,
      (object) => model._meta.pk.toPython(readAttribute(object, objectId)),
      (object) => object.pk,
    );
    return { related, more: found.more };
  }
}
