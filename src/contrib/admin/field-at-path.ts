import type { Field } from '../../db/models/fields/field.ts';
import type { ModelClass } from '../../db/models/model.ts';

/** The field that a path leads to: `author__username` from Article. @throws FieldDoesNotExist */
export function fieldAtPath(model: ModelClass, path: string): Field {
  let current = model;
  let field: Field | undefined;
  for (const name of path.split('__')) {
    field = (name === 'pk' ? current._meta.pk : current._meta.getField(name)) as Field;
    if (field.isRelation) current = relatedModel(field);
  }
  return field!;
}

/** The model on the other side of a relation, forward or reverse. */
export function relatedModel(field: Pick<Field, 'relatedModel' | 'name'>): ModelClass {
  if (field.relatedModel !== undefined) return field.relatedModel;
  throw new TypeError(`${field.name} is no relation to a model.`);
}
