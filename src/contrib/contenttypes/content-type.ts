import { type Apps, apps } from '../../apps/registry.ts';
import { LookupError } from '../../core/errors/lookup-error.ts';
import { DEFAULT_DB_ALIAS } from '../../db/connections.ts';
import { CharField } from '../../db/models/declarations/text.ts';
import { Model, type ModelClass } from '../../db/models/model.ts';
import type { LooseModel } from '../../db/models/types/loose-model.ts';
import type { Meta } from '../../db/models/types/meta.ts';
import type { QuerySet } from '../../db/models/types/query-set.ts';
import { ContentTypeManager } from './content-type-manager.ts';

/** A model, as a row: what permissions, the admin's history and generic relations point at. */
export class ContentType extends Model {
  appLabel = CharField({ maxLength: 100 });
  model = CharField({ verboseName: 'python model class name', maxLength: 100 });

  static objects = new ContentTypeManager();
  static meta: Meta<ContentType> = {
    verboseName: 'content type',
    verboseNamePlural: 'content types',
    dbTable: 'django_content_type',
    uniqueTogether: [['appLabel', 'model']],
  };

  /** `Articles | article`, as people read it. */
  override toString(): string {
    return this.appLabeledName;
  }

  /** What the model calls itself; its plain name when it is gone. */
  get name(): string {
    return this.modelClass()?._meta.verboseName ?? this.model;
  }

  get appLabeledName(): string {
    const model = this.modelClass();
    if (model === undefined) return this.model;
    return `${apps.getAppConfig(model._meta.appLabel).verboseName} | ${model._meta.verboseName}`;
  }

  /**
   * The model; undefined when its app is not installed any more.
   * @param registry apps to look in; those of a migration have the models of that time
   */
  modelClass(registry: Apps = apps): ModelClass | undefined {
    try {
      return registry.getModel(this.appLabel, this.model) as unknown as ModelClass;
    } catch (error) {
      if (error instanceof LookupError) return undefined;
      throw error;
    }
  }

  /**
   * The object of this type that the lookups find, from the database that the content type came from unless `using` names another:
   * `await type.getObjectForThisType({ pk: 3 })`.
   * @throws DoesNotExist
   */
  async getObjectForThisType(
    lookups: Readonly<Record<string, unknown>>,
    options: { using?: string } = {},
  ): Promise<LooseModel> {
    return this.#objects(options.using).get(lookups);
  }

  /** All objects of this type that the lookups find. */
  getAllObjectsForThisType(
    lookups: Readonly<Record<string, unknown>> = {},
    options: { using?: string } = {},
  ): QuerySet<LooseModel> {
    return this.#objects(options.using).filter(lookups);
  }

  /** The object of this type with a primary key. @throws DoesNotExist */
  getObject(pk: unknown): Promise<LooseModel> {
    return this.getObjectForThisType({ pk });
  }

  #objects(using: string | undefined): QuerySet<LooseModel> {
    const model = this.modelClass();
    if (model === undefined) throw new LookupError(`The model of content type '${this}' is not installed.`);
    return model._meta.baseManager.using(using ?? this._state.db ?? DEFAULT_DB_ALIAS);
  }

  naturalKey(): [appLabel: string, model: string] {
    return [this.appLabel, this.model];
  }
}
