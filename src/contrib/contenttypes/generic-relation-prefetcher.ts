import { ListPrefetcher } from '../../db/models/list-prefetchers.ts';
import type { AnyModel, ModelClass } from '../../db/models/model.ts';
import type { PrefetchLookup, PrefetchSource } from '../../db/models/prefetch-lookup.ts';
import { type Loaded, matching, type RelatedTo } from '../../db/models/prefetcher.ts';
import { Q } from '../../db/models/q.ts';
import { type LoadableQuerySet, managerQuerySet, readAttribute } from '../../db/models/related-queries.ts';
import { ContentType } from './content-type.ts';
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
    const owners = new Map<ModelClass, AnyModel[]>();
    for (const object of objects) {
      const model = modelOf(object);
      const list = owners.get(model);
      if (list === undefined) owners.set(model, [object]);
      else list.push(object);
    }
    const rows = managerQuerySet(this.#field.remoteField.model(), objects[0]!, source, 'default');
    const parts = rows.query.isSliced ? [...owners].map((one) => [one]) : [[...owners]];
    const related = new Map<ModelClass, RelatedTo>();
    const more: PrefetchLookup[] = [];
    for (const part of parts) more.push(...(await this.#loadFor(part, rows, related)));
    return { related: (object) => related.get(modelOf(object))!(object), more };
  }

  /** What points at objects of some models, in one query. */
  async #loadFor(
    owners: readonly (readonly [ModelClass, readonly AnyModel[]])[],
    rows: LoadableQuerySet,
    related: Map<ModelClass, RelatedTo>,
  ): Promise<readonly PrefetchLookup[]> {
    const field = this.#field;
    const { objectId } = field;
    const [first, ...others] = owners.map(([model, objects]) => ({
      [field.contentTypeField]: field.typeId(model),
      [`${objectId.name}__in`]: [...new Set(objects.map((object) => object.pk))],
    }));
    const found = await rows
      .slicedPer(objectId.name)
      .filter(Q(first!).or(...others))
      .fetchForPrefetch();
    const byModel = await this.#byModel(
      owners.map(([model]) => model),
      found.objects,
    );
    for (const [model, pointing] of byModel) {
      const key = (object: AnyModel): unknown => model._meta.pk.toPython(readAttribute(object, objectId));
      related.set(
        model,
        matching(pointing, key, (object) => object.pk),
      );
    }
    return found.more;
  }

  /** Objects by the model that they point at. */
  async #byModel(
    models: readonly ModelClass[],
    objects: readonly AnyModel[],
  ): Promise<Map<ModelClass, readonly AnyModel[]>> {
    if (models.length === 1) return new Map([[models[0]!, objects]]);
    const { contentType, forConcreteModel } = this.#field;
    const db = objects[0]?._state.db;
    const types = db === undefined ? ContentType.objects : ContentType.objects.dbManager(db);
    const result = new Map<ModelClass, readonly AnyModel[]>();
    for (const model of models) {
      const { pk } = await types.getForModel(model, { forConcreteModel });
      result.set(
        model,
        objects.filter((object) => contentType.idOf(object) === pk),
      );
    }
    return result;
  }
}

function modelOf(object: AnyModel): ModelClass {
  return object.constructor as unknown as ModelClass;
}
