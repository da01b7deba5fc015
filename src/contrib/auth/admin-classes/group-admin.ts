import type { Field } from '../../../db/models/fields/field.ts';
import type { AnyModel } from '../../../db/models/model.ts';
import type { QuerySet } from '../../../db/models/types/query-set.ts';
import { ModelAdmin } from '../../admin/model-admin.ts';
import type { Group } from '../group.ts';
import { Permission } from '../permission.ts';

export class GroupAdmin extends ModelAdmin<Group> {
  override searchFields = ['name'] as const;
  override ordering = ['name'] as const;
  override filterHorizontal = ['permissions'] as const;

  override formfieldForManyToMany(field: Field): QuerySet<AnyModel> | undefined {
    return field.name === 'permissions' ? permissionChoices() : undefined;
  }
}

/** Permissions with their content types, which their names are shown with. */
export function permissionChoices(): QuerySet<AnyModel> {
  return Permission.objects.selectRelated('contentType') as unknown as QuerySet<AnyModel>;
}
