import { FieldDoesNotExist } from '../../../db/models/errors.ts';
import type { Field } from '../../../db/models/fields/field.ts';
import { fieldAtPath } from '../field-at-path.ts';
import type { ModelAdmin } from '../model-admin.ts';

/** Whether a column or a read-only field can be made of a name. */
export function isShowable(admin: ModelAdmin, name: string): boolean {
  return (
    name === '__str__' || name in admin || name in admin.model.prototype || fieldAt(admin, name) !== undefined
  );
}

export function fieldNamed(admin: ModelAdmin, name: string): Field | undefined {
  return name === 'pk' ? admin.opts.pk : (admin.opts.fieldsMap.get(name) as Field | undefined);
}

export function fieldAt(admin: ModelAdmin, path: string): Field | undefined {
  try {
    return fieldAtPath(admin.model, path);
  } catch (error) {
    if (error instanceof FieldDoesNotExist || error instanceof TypeError) return undefined;
    throw error;
  }
}
