import { CheckError, type CheckMessage } from '../../../core/checks/messages.ts';
import { CompositePrimaryKey } from '../fields/composite-primary-key.ts';
import { Relation } from '../fields/relation.ts';
import type { ModelClass } from '../model.ts';

/** Names in an option of the meta have to be columns of the model's own table. */
export function checkLocalFields(
  model: ModelClass,
  names: readonly string[],
  option: string,
): CheckMessage[] {
  const meta = model._meta;
  const error = (message: string, id: string, hint?: string) => [
    new CheckError(message, { obj: meta.label, id, ...(hint === undefined ? {} : { hint }) }),
  ];
  return names.flatMap((name) => {
    const field = meta.fieldsMap.get(name);
    if (field === undefined || field instanceof Relation) {
      return error(`'${option}' refers to the nonexistent field '${name}'.`, 'models.E012');
    }
    if (field.manyToMany) {
      return error(
        `'${option}' refers to a ManyToManyField '${name}', but ManyToManyFields are not permitted in '${option}'.`,
        'models.E013',
      );
    }
    if (field instanceof CompositePrimaryKey) {
      return error(
        `'${option}' refers to a CompositePrimaryKey '${name}', but CompositePrimaryKeys are not permitted in '${option}'.`,
        'models.E048',
      );
    }
    if (meta.localFields.includes(field)) return [];
    return error(
      `'${option}' refers to field '${name}' which is not local to model '${meta.objectName}'.`,
      'models.E016',
      'This issue may be caused by multi-table inheritance.',
    );
  });
}
