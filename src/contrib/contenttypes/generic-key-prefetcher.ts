import { isInstance } from '../../db/models/is-instance.ts';
import { keyText } from '../../db/models/key-text.ts';
import { loadDeferred } from '../../db/models/load-deferred.ts';
import type { AnyModel, ModelClass } from '../../db/models/model.ts';
import { type PrefetchLookup, type PrefetchSource, SourceByModel } from '../../db/models/prefetch-lookup.ts';
import type { Loaded, Prefetcher } from '../../db/models/prefetcher.ts';
import { type Fetched, managerQuerySet } from '../../db/models/related-queries.ts';
import { ContentType } from './content-type.ts';
import type { GenericForeignKeyField } from './generic-foreign-key.ts';
import { QuerySetsByModel } from './generic-prefetch.ts';
import { GenericRef } from './generic-ref.ts';

type Own = Record<string, unknown>;

/** Loads the objects of a generic foreign key for many instances: one query for each content type. */
export class GenericKeyPrefetcher implements Prefetcher {
  readonly #field: GenericForeignKeyField;

  constructor(field: GenericForeignKeyField) {
    this.#field = field;
  }

  isLoaded(object: AnyModel, toAttr: string): boolean {
    const value = (object as unknown as Own)[toAttr];
    return value instanceof GenericRef ? value.missing : value !== undefined;
  }

  async load(objects: readonly AnyModel[], source: PrefetchSource | undefined): Promise<Loaded> {
    await loadDeferred(objects, (object) => (object as unknown as Own)[this.#field.ctField]);
    await loadDeferred(objects, (object) => this.#idOf(object));
    const byType = new Map<number, AnyModel[]>();
    for (const object of objects) {
      const type = this.#field.typeIdOf(object);
      if (type === null || this.#idOf(object) == null) continue;
      const list = byType.get(type);
      if (list === undefined) byType.set(type, [object]);
      else list.push(object);
    }
    const sources =
      source instanceof SourceByModel || source === undefined ? source : new QuerySetsByModel([source]);
    const types = await this.#types(objects[0]!).getForIds(byType.keys());
    const related = new Map<AnyModel, readonly AnyModel[]>();
    const more: PrefetchLookup[] = [];
    for (const [id, owners] of byType) {
      const model = types.get(id)?.modelClass(this.#field.model._meta.apps);
      if (model === undefined) continue;
      more.push(...(await this.#loadType(model, owners, sources?.for(model), related)).more);
    }
    return { related: (object) => related.get(object) ?? [], more };
  }

  async #loadType(
    model: ModelClass,
    owners: readonly AnyModel[],
    source: PrefetchSource | undefined,
    related: Map<AnyModel, readonly AnyModel[]>,
  ): Promise<Fetched> {
    const { pk } = model._meta;
    const keyOf = (owner: AnyModel): unknown => pk.toPython(this.#idOf(owner));
    const keys = new Map(owners.map((owner) => [keyText(keyOf(owner)), keyOf(owner)]));
    const rows = managerQuerySet(model, owners[0]!, source, 'base');
    const found = await rows.filter({ pk__in: [...keys.values()] }).fetchForPrefetch();
    const byKey = new Map(found.objects.map((object) => [keyText(object.pk), object]));
    for (const owner of owners) {
      const object = byKey.get(keyText(keyOf(owner)));
      if (object !== undefined) related.set(owner, [object]);
    }
    return found;
  }

  #idOf(object: AnyModel): unknown {
    return (object as unknown as Own)[this.#field.fkField];
  }

  #types(object: AnyModel): typeof ContentType.objects {
    const { db } = object._state;
    return db === undefined ? ContentType.objects : ContentType.objects.dbManager(db);
  }

  /** Where no object is found the columns stay as they are. */
  store(object: AnyModel, [found]: readonly AnyModel[], lookup: PrefetchLookup | undefined): void {
    const own = object as unknown as Own;
    if (lookup?.toAttr !== undefined) own[lookup.toAttr] = found ?? null;
    else if (found !== undefined) own[this.#field.name] = found;
    else if (own[this.#field.name] instanceof GenericRef)
      (own[this.#field.name] as GenericRef).missing = true;
  }

  read(object: AnyModel, toAttr: string | undefined): readonly AnyModel[] {
    const value = (object as unknown as Own)[toAttr ?? this.#field.name];
    return isInstance(value) ? [value] : [];
  }
}
