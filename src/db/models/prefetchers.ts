import { whenReady } from '../../utils/awaitable.ts';
import type { Field } from './fields/field.ts';
import type { ForeignKey } from './fields/foreign-key.ts';
import type { ManyToManyField } from './fields/many-to-many-field.ts';
import type { Relation } from './fields/relation.ts';
import { isInstance } from './is-instance.ts';
import { keyText } from './key-text.ts';
import { MissingRef } from './missing-ref.ts';
import type { AnyModel, ModelClass } from './model.ts';
import type { PrefetchLookup, PrefetchSource } from './prefetch-lookup.ts';
import { type LoadableQuerySet, managerQuerySet, readAttribute } from './related-queries.ts';

export interface Loaded {
  readonly related: ReadonlyMap<AnyModel, readonly AnyModel[]>;
  /** Lookups that the queryset has itself, to be followed from the loaded objects. */
  readonly more: readonly PrefetchLookup[];
}

/** Loads one relation for many objects. */
export interface Prefetcher {
  isLoaded(object: AnyModel, toAttr: string): boolean;
  load(objects: readonly AnyModel[], source: PrefetchSource | undefined): Promise<Loaded>;
  store(object: AnyModel, related: readonly AnyModel[], lookup: PrefetchLookup | undefined): void;
  read(object: AnyModel, toAttr: string | undefined): readonly AnyModel[];
}

/** A field that prefetches in a way of its own: generic relations and generic foreign keys. */
export interface CustomPrefetch {
  prefetcher(model: ModelClass): Prefetcher;
}

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

/** Related objects by their key. */
function group(objects: readonly AnyModel[], key: (object: AnyModel) => unknown): Map<unknown, AnyModel[]> {
  const groups = new Map<unknown, AnyModel[]>();
  for (const object of objects) {
    const text = keyText(key(object));
    const list = groups.get(text);
    if (list === undefined) groups.set(text, [object]);
    else list.push(object);
  }
  return groups;
}

function assign(
  objects: readonly AnyModel[],
  groups: ReadonlyMap<unknown, readonly AnyModel[]>,
  key: (object: AnyModel) => unknown,
): Map<AnyModel, readonly AnyModel[]> {
  return new Map(objects.map((object) => [object, groups.get(keyText(key(object))) ?? []]));
}

function own(object: AnyModel): Record<string, unknown> {
  return object as unknown as Record<string, unknown>;
}

function distinctKeys(objects: readonly AnyModel[], key: (object: AnyModel) => unknown): unknown[] {
  const keys = new Map<unknown, unknown>();
  for (const object of objects) {
    const value = key(object);
    if (value !== null && value !== undefined) keys.set(keyText(value), value);
  }
  return [...keys.values()];
}

/** `article.author` */
class ForwardPrefetcher implements Prefetcher {
  readonly #field: ForeignKey;

  constructor(field: ForeignKey) {
    this.#field = field;
  }

  isLoaded(object: AnyModel): boolean {
    return (
      this.#field.cachedValue(object) !== undefined || own(object)[this.#field.name] instanceof MissingRef
    );
  }

  /** The queryset left the object out: there is none, but the key stays. */
  #missing(object: AnyModel): MissingRef | null {
    const id = this.#field.idOf(object);
    return id === null ? null : new MissingRef(object, this.#field, id);
  }

  async load(objects: readonly AnyModel[], source: PrefetchSource | undefined): Promise<Loaded> {
    const field = this.#field;
    const target = field.targetField;
    const keys = distinctKeys(objects, (object) => field.idOf(object));
    const queryset = managerQuerySet(field.remoteField.model(), objects[0]!, source, 'base');
    const found = await queryset.filter({ [`${target.name}__in`]: keys }).fetchForPrefetch();
    const groups = group(found.objects, (object) => readAttribute(object, target));
    const related = assign(objects, groups, (object) => field.idOf(object));
    if (field.unique) linkBack(field.remoteField, related);
    return { related, more: found.more };
  }

  store(object: AnyModel, related: readonly AnyModel[], lookup: PrefetchLookup | undefined): void {
    const found = related[0] ?? (lookup?.toAttr === undefined ? this.#missing(object) : null);
    own(object)[lookup?.toAttr ?? this.#field.name] = found;
  }

  read(object: AnyModel, toAttr: string | undefined): readonly AnyModel[] {
    const value = own(object)[toAttr ?? this.#field.name];
    return isInstance(value) ? [value] : [];
  }
}

function linkBack(relation: Relation, related: ReadonlyMap<AnyModel, readonly AnyModel[]>): void {
  const accessor = relation.accessorName;
  if (accessor === undefined) return;
  for (const [object, [target]] of related) target?._state.setCached(accessor, object);
}

/** `user.profile` */
class ReverseOnePrefetcher implements Prefetcher {
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
    else own(object)[lookup.toAttr] = related[0] ?? null;
  }

  read(object: AnyModel, toAttr: string | undefined): readonly AnyModel[] {
    const value =
      toAttr === undefined ? object._state.getCached(this.#relation.accessorName!) : own(object)[toAttr];
    return isInstance(value) ? [value] : [];
  }
}

function loadReverse(
  relation: Relation,
  objects: readonly AnyModel[],
  queryset: LoadableQuerySet,
): Promise<Loaded> {
  const field = relation.field as ForeignKey;
  const near = (object: AnyModel): unknown => readAttribute(object, field.targetField);
  const keys = distinctKeys(objects, near);
  const byKey = new Map(objects.map((object) => [keyText(near(object)), object]));
  const narrowed = queryset
    .slicedPer(field.name)
    .filter({ [`${field.name}__in`]: keys })
    .fetchForPrefetch();
  return Promise.resolve(
    whenReady(narrowed, ({ objects: found, more }) => {
      const groups = group(found, (object) => field.idOf(object));
      for (const object of found) {
        if (field.cachedValue(object) === undefined)
          own(object)[field.name] = byKey.get(keyText(field.idOf(object)));
      }
      return { related: assign(objects, groups, near), more };
    }),
  );
}

/** Relations to many objects: what was found is kept for the instance's manager. */
export abstract class ListPrefetcher implements Prefetcher {
  protected abstract readonly name: string;

  isLoaded(object: AnyModel, toAttr: string): boolean {
    return toAttr === this.name
      ? object._state.prefetched?.has(this.name) === true
      : Array.isArray(own(object)[toAttr]);
  }

  abstract load(objects: readonly AnyModel[], source: PrefetchSource | undefined): Promise<Loaded>;

  store(object: AnyModel, related: readonly AnyModel[], lookup: PrefetchLookup | undefined): void {
    if (lookup?.toAttr === undefined) object._state.setPrefetched(this.name, related);
    else own(object)[lookup.toAttr] = [...related];
  }

  read(object: AnyModel, toAttr: string | undefined): readonly AnyModel[] {
    const value = toAttr === undefined ? object._state.prefetched?.get(this.name) : own(object)[toAttr];
    return Array.isArray(value) ? value : [];
  }
}

/** `author.articleSet` */
class ReverseManyPrefetcher extends ListPrefetcher {
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
class ManyToManyPrefetcher extends ListPrefetcher {
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
    const keyField: Field = near.targetField;
    const key = (object: AnyModel): unknown => readAttribute(object, keyField);
    const keys = distinctKeys(objects, key);
    const queryset = managerQuerySet(model, objects[0]!, source, 'default');
    const found = await queryset.joinedTo(field, this.#reverse, keys).fetchForPrefetch();
    const groups = new Map<unknown, AnyModel[]>();
    found.objects.forEach((object, index) => {
      const text = keyText(found.joinKeys[index]);
      const list = groups.get(text);
      if (list === undefined) groups.set(text, [object]);
      else list.push(object);
    });
    return { related: assign(objects, groups, key), more: found.more };
  }
}
