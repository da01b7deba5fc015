import { CheckError, type CheckMessage } from '../../../core/checks/messages.ts';
import type { Options } from '../options.ts';
import type { Field } from './field.ts';
import type { ForeignObject } from './foreign-object.ts';

/** The fields at the other end exist, and some of them are unique. */
export function checkForeignObject(field: ForeignObject): CheckMessage[] {
  const target = field.remoteField.resolved?._meta;
  if (target === undefined) return [];
  const missing = field.toFields.filter((name) => {
    const found = target.fieldsMap.get(name);
    return found === undefined || !('attname' in found);
  });
  if (missing.length > 0) {
    return missing.map((name) => {
      const message = `The toField '${name}' doesn't exist on the related model '${target.label}'.`;
      return new CheckError(message, { obj: field, id: 'fields.E312' });
    });
  }
  return someAreUnique(target, field.toFields) ? [] : [notUnique(field, target)];
}

function someAreUnique(target: Options, toFields: readonly string[]): boolean {
  const fields = toFields.map((name) => target.getField(name) as Field);
  if (fields.some((field) => field.unique)) return true;
  const names = fields.map((field) => field.name);
  const total = target.constraints.filter(
    (one) =>
      'fields' in one && !('condition' in one && one.condition !== undefined && one.condition !== null),
  ) as unknown as { fields: readonly string[] }[];
  const groups = [
    target.pkFields.map((one) => one.name),
    ...target.uniqueTogether,
    ...total.map((one) => one.fields),
  ];
  return groups.some((group) => group.length > 0 && group.every((name) => names.includes(name)));
}

function notUnique(field: ForeignObject, target: Options): CheckError {
  const { toFields } = field;
  if (toFields.length === 1) {
    const message = `'${target.objectName}.${toFields[0]}' must be unique because it is referenced by a foreign key.`;
    const hint =
      'Add unique: true to this field or add a UniqueConstraint (without condition) in the model meta.constraints.';
    return new CheckError(message, { obj: field, id: 'fields.E311', hint });
  }
  const names = toFields.map((name) => `'${name}'`).join(', ');
  return new CheckError(`No subset of the fields ${names} on model '${target.objectName}' is unique.`, {
    obj: field,
    id: 'fields.E310',
    hint: 'Mark a single field as unique: true, or name some of them in uniqueTogether or a UniqueConstraint without condition.',
  });
}
