import { ManyToManyField } from '../../db/models/declarations/relations.ts';
import { CharField } from '../../db/models/declarations/text.ts';
import { Manager } from '../../db/models/manager.ts';
import { Model } from '../../db/models/model.ts';
import type { Meta } from '../../db/models/types/meta.ts';
import { Permission } from './permission.ts';

export class GroupManager extends Manager<Group> {
  static readonly exportedFrom: string = 'jango/contrib/auth';
  override readonly useInMigrations: boolean = true;

  getByNaturalKey(name: string): Promise<Group> {
    return this.get({ name });
  }
}

/** Users who may do the same: a permission that is given to a group is given to everybody in it. */
export class Group extends Model {
  name = CharField({ verboseName: 'name', maxLength: 150, unique: true });
  permissions = ManyToManyField(() => Permission, { verboseName: 'permissions', blank: true });

  static objects = new GroupManager();
  static meta: Meta<Group> = { verboseName: 'group', verboseNamePlural: 'groups' };

  override toString(): string {
    return this.name;
  }

  naturalKey(): [string] {
    return [this.name];
  }
}
