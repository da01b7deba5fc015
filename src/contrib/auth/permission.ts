import { ForeignKey } from '../../db/models/declarations/relations.ts';
import { CharField } from '../../db/models/declarations/text.ts';
import { Manager } from '../../db/models/manager.ts';
import { Model } from '../../db/models/model.ts';
import { CASCADE } from '../../db/models/on-delete.ts';
import type { Meta } from '../../db/models/types/meta.ts';
import { ContentType } from '../contenttypes/content-type.ts';

/** Finds permissions by what names them for good: codename, app and model. */
export class PermissionManager extends Manager<Permission> {
  static readonly exportedFrom: string = 'jango/contrib/auth';
  override readonly useInMigrations: boolean = true;

  getByNaturalKey(codename: string, appLabel: string, model: string): Promise<Permission> {
    return this.get({ codename, contentType__appLabel: appLabel, contentType__model: model });
  }
}

/**
 * Something that may be done with a model. Each model has four, made after `migrate`: `add_`, `change_`, `delete_` and
 * `view_` with its name; `meta.permissions` adds others.
 */
export class Permission extends Model {
  name = CharField({ verboseName: 'name', maxLength: 255 });
  contentType = ForeignKey(() => ContentType, {
    onDelete: CASCADE,
    verboseName: 'content type',
  });
  codename = CharField({ verboseName: 'codename', maxLength: 100 });

  declare contentTypeId: number;

  static objects = new PermissionManager();
  static meta: Meta<Permission> = {
    verboseName: 'permission',
    verboseNamePlural: 'permissions',
    uniqueTogether: [['contentType', 'codename']],
    ordering: ['contentType__appLabel', 'contentType__model', 'codename'],
  };

  /** `Articles | article | Can add article` where the content type is loaded. */
  override toString(): string {
    const type = this.contentType;
    return type instanceof ContentType ? `${type} | ${this.name}` : this.name;
  }

  /** Codename, app label and model. */
  async naturalKey(): Promise<[string, string, string]> {
    return [this.codename, ...(await this.contentType).naturalKey()];
  }
}
