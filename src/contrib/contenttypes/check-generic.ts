import { CheckError, type CheckMessage } from '../../core/checks/messages.ts';
import type { Field } from '../../db/models/fields/field.ts';
import { ContentType } from './content-type.ts';
import type { GenericForeignKeyField } from './generic-foreign-key.ts';
import type { GenericRelationField } from './generic-relation.ts';

/** Whether the two columns of a generic foreign key are there, and the first leads to ContentType. */
export function checkGenericForeignKey(field: GenericForeignKeyField): CheckMessage[] {
  const { fieldsMap, objectName } = field.model._meta;
  const error = (id: string, message: string, hint?: string) =>
    new CheckError(message, { obj: field, id, ...(hint === undefined ? {} : { hint }) });
  const found: CheckMessage[] = [];
  if (!fieldsMap.has(field.fkField)) {
    const message = `The GenericForeignKey object ID references the nonexistent field '${field.fkField}'.`;
    found.push(error('contenttypes.E001', message));
  }
  const type = fieldsMap.get(field.ctField) as Field | undefined;
  const name = `'${objectName}.${field.ctField}'`;
  if (type === undefined) {
    const message = `The GenericForeignKey content type references the nonexistent field ${name}.`;
    return [...found, error('contenttypes.E002', message)];
  }
  const hint =
    "GenericForeignKeys must use a foreign key to 'contenttypes.ContentType' as the 'contentType' field.";
  if (!type.isRelation || !type.manyToOne || type.remoteField === undefined) {
    return [...found, error('contenttypes.E003', `${name} is not a ForeignKey.`, hint)];
  }
  if (type.remoteField.resolved !== undefined && type.remoteField.resolved !== (ContentType as unknown)) {
    const message = `${name} is not a ForeignKey to 'contenttypes.ContentType'.`;
    return [...found, error('contenttypes.E004', message, hint)];
  }
  return found;
}

/** Whether the other model points back by a generic foreign key of these columns. */
export function checkGenericRelation(field: GenericRelationField): CheckMessage[] {
  const target = field.remoteField.resolved;
  if (target === undefined) return [];
  const keys = target._meta.privateFields as readonly { ctField?: string; fkField?: string }[];
  if (keys.some((key) => key.ctField === field.contentTypeField && key.fkField === field.objectIdField))
    return [];
  const message = `The GenericRelation defines a relation with the model '${target._meta.label}', but that model does not have a GenericForeignKey.`;
  return [new CheckError(message, { obj: field, id: 'contenttypes.E004' })];
}
