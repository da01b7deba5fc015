import { Manager } from '../../db/models/manager.ts';
import type { ModelClass } from '../../db/models/model.ts';
import type { Options } from '../../db/models/options.ts';
import { Q } from '../../db/models/q.ts';
import type { ContentType } from './content-type.ts';

/** By database and `app.model`, and by database and id; shared by the managers of all databases. */
const cache = new Map<string, ContentType>();

/** Content types are read once and kept: there are few, and they never change. */
export class ContentTypeManager extends Manager<ContentType> {
  static readonly exportedFrom: string = 'jango/contrib/contenttypes';
  override readonly useInMigrations: boolean = true;
  /**
   * The content type of a model, made when it is not there yet.
   * @param options.forConcreteModel false for a proxy's own type; otherwise it has that of the model with the table
   */
  async getForModel(model: ModelClass, options: { forConcreteModel?: boolean } = {}): Promise<ContentType> {
    const known = this.knownForModel(model, options);
    if (known !== undefined) return known;
    const { appLabel, modelName } = typeOptions(model, options.forConcreteModel);
    const [type] = await this.using(this.db).getOrCreate({ appLabel, model: modelName });
    return this.#remember(type);
  }

  /** The same when it was read before; undefined when it has to be awaited. */
  knownForModel(model: ModelClass, options: { forConcreteModel?: boolean } = {}): ContentType | undefined {
    return cache.get(this.#key(typeOptions(model, options.forConcreteModel).labelLower));
  }

  /** The content types of several models, by model: those that were not read yet by one query. */
  async getForModels(
    models: Iterable<ModelClass>,
    options: { forConcreteModels?: boolean } = {},
  ): Promise<Map<ModelClass, ContentType>> {
    const given = { forConcreteModel: options.forConcreteModels ?? true };
    const all = [...new Set(models)];
    const unknown = all.filter((model) => this.knownForModel(model, given) === undefined);
    if (unknown.length > 0)
      await this.#read(unknown.map((model) => typeOptions(model, given.forConcreteModel)));
    const types = new Map<ModelClass, ContentType>();
    for (const model of all) types.set(model, await this.getForModel(model, given));
    return types;
  }

  /** @throws DoesNotExist */
  async getForId(id: number): Promise<ContentType> {
    const known = cache.get(this.#key(String(id)));
    return known ?? this.#remember(await this.get({ pk: id }));
  }

  /** Those of several ids, by at most one query; ids of none are left out. */
  async getForIds(ids: Iterable<number>): Promise<Map<number, ContentType>> {
    const wanted = [...new Set(ids)];
    const unknown = wanted.filter((id) => !cache.has(this.#key(String(id))));
    if (unknown.length > 0) {
      for (const type of await this.using(this.db).filter({ pk__in: unknown })) this.#remember(type);
    }
    const known = wanted.map((id) => [id, cache.get(this.#key(String(id)))] as const);
    return new Map(known.filter((pair): pair is [number, ContentType] => pair[1] !== undefined));
  }

  /** @throws DoesNotExist */
  async getByNaturalKey(appLabel: string, model: string): Promise<ContentType> {
    const known = cache.get(this.#key(`${appLabel}.${model}`));
    return known ?? this.#remember(await this.get({ appLabel, model }));
  }

  /** Forget what was read: needed only after rows were changed behind the manager's back, as tests do. */
  clearCache(): void {
    cache.clear();
  }

  async #read(wanted: readonly Options[]): Promise<void> {
    const names = new Map<string, string[]>();
    for (const { appLabel, modelName } of wanted)
      names.set(appLabel, [...(names.get(appLabel) ?? []), modelName]);
    const ofApps = [...names].map(([appLabel, model__in]) => Q({ appLabel, model__in }));
    const found = ofApps.reduce((all, ofApp) => all.or(ofApp));
    for (const type of await this.using(this.db).filter(found)) this.#remember(type);
  }

  #remember(type: ContentType): ContentType {
    cache.set(this.#key(String(type.pk)), type);
    cache.set(this.#key(`${type.appLabel}.${type.model}`), type);
    return type;
  }

  #key(name: string): string {
    return `${this.db}:${name}`;
  }
}

/** The model that a content type stands for: the one with the table, unless a proxy's own is wanted. */
export function typeOptions(model: ModelClass, forConcreteModel = true): Options {
  const own = model._meta;
  return forConcreteModel ? (own.concreteModel?._meta ?? own) : own;
}
