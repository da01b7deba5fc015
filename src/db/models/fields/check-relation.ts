import { CheckError, type CheckMessage, CheckWarning } from '../../../core/checks/messages.ts';
import { isCompositeField } from '../../sql/composite.ts';
import { LOOKUP_SEP } from '../constants.ts';
import { DB_SET_DEFAULT, DB_SET_NULL, DO_NOTHING, SET_DEFAULT, SET_NULL } from '../on-delete.ts';
import { checkClashes } from './check-clashes.ts';
import type { Field } from './field.ts';
import type { ForeignKey } from './foreign-key.ts';
import { describeTarget, type Relation } from './relation.ts';

/** What every relation has to be: named well, pointing at something, and free of clashes. */
export function checkRelation(field: Field, relation: Relation): CheckMessage[] {
  return [...checkNames(field, relation), ...checkTarget(field, relation), ...checkClashes(field, relation)];
}

function checkNames(field: Field, relation: Relation): CheckMessage[] {
  const { relatedName } = relation;
  if (
    relatedName !== null &&
    !/^[\p{L}_$][\p{L}\p{N}_$]*\+?$|^\+$/u.test(relation.boundName ?? relatedName)
  ) {
    const message = `The name '${relatedName}' is invalid relatedName for field ${field.model._meta.objectName}.${field.name}`;
    const hint = "Related name must be a valid identifier or end with a '+'";
    return [new CheckError(message, { obj: field, id: 'fields.E306', hint })];
  }
  if (relation.hidden) return [];
  const { name } = relation;
  const hint = 'Add or change a relatedName or relatedQueryName argument for this field.';
  const found: CheckMessage[] = [];
  if (name.endsWith('_')) {
    found.push(
      new CheckError(`Reverse query name '${name}' must not end with an underscore.`, {
        obj: field,
        id: 'fields.E308',
        hint,
      }),
    );
  }
  if (name.includes(LOOKUP_SEP)) {
    found.push(
      new CheckError(`Reverse query name '${name}' must not contain '${LOOKUP_SEP}'.`, {
        obj: field,
        id: 'fields.E309',
        hint,
      }),
    );
  }
  return found;
}

function checkTarget(field: Field, relation: Relation): CheckMessage[] {
  const target = relation.resolved?._meta;
  if (target === undefined) {
    const message = `Field defines a relation with model ${describeTarget(relation.to)}, which is either not installed, or is abstract.`;
    const hint = "Add the model's app to INSTALLED_APPS, and export the model from its models.ts.";
    return [new CheckError(message, { obj: field, id: 'fields.E300', hint })];
  }
  if (isCompositeField(target.pk) && !isCompositeField(field)) {
    const message = `Field defines a relation involving model '${target.objectName}' which has a CompositePrimaryKey and such relations are not supported.`;
    return [new CheckError(message, { obj: field, id: 'fields.E347' })];
  }
  if (!target.swapped) return [];
  const message = `Field defines a relation with the model '${target.label}', which has been swapped out.`;
  const hint = `Update the relation to point at 'settings.${target.swappable}'.`;
  return [new CheckError(message, { obj: field, id: 'fields.E301', hint })];
}

/** What a foreign key needs beside that: a way to delete, and a unique field at the other end. */
export function checkForeignKey(field: ForeignKey): CheckMessage[] {
  const found: CheckMessage[] = [];
  if ((field.onDelete === SET_NULL || field.onDelete === DB_SET_NULL) && !field.null) {
    const hint = 'Set null: true argument on the field, or change the onDelete rule.';
    found.push(
      new CheckError(`Field specifies onDelete: ${field.onDelete}, but cannot be null.`, {
        obj: field,
        id: 'fields.E320',
        hint,
      }),
    );
  }
  if (field.onDelete === SET_DEFAULT && !field.hasDefault()) {
    const hint = 'Set a default value, or change the onDelete rule.';
    found.push(
      new CheckError('Field specifies onDelete: SET_DEFAULT, but has no default value.', {
        obj: field,
        id: 'fields.E321',
        hint,
      }),
    );
  }
  if (field.unique && !field.oneToOne && !field.primaryKey) {
    const message = 'Setting unique: true on a ForeignKey has the same effect as using a OneToOneField.';
    const hint = 'ForeignKey({ unique: true }) is usually better served by a OneToOneField.';
    found.push(new CheckWarning(message, { obj: field, id: 'fields.W342', hint }));
  }
  return [...found, ...checkDatabaseRule(field), ...checkToField(field)];
}

/** What the database sees to, it has to be able to; and it knows nothing of what the framework does. */
function checkDatabaseRule(field: ForeignKey): CheckMessage[] {
  const { onDelete } = field;
  if (onDelete === DB_SET_DEFAULT && !field.hasDbDefault) {
    const hint = 'Set a dbDefault, or change the onDelete rule.';
    const message = 'Field specifies onDelete: DB_SET_DEFAULT, but has no dbDefault.';
    return [new CheckError(message, { obj: field, id: 'fields.E322', hint })];
  }
  const target = field.remoteField.resolved?._meta;
  if (target === undefined || onDelete === DO_NOTHING) return [];
  const mixed = target.fields.some((other) => {
    const rule = other.remoteField?.onDelete;
    return (
      rule !== undefined && rule !== DO_NOTHING && (rule.sql === undefined) !== (onDelete.sql === undefined)
    );
  });
  if (!mixed) return [];
  const [own, others] = onDelete.sql === undefined ? ['framework', 'database'] : ['database', 'framework'];
  const message = `Field leaves onDelete to the ${own}, while '${target.label}' has a relation that leaves it to the ${others}.`;
  const hint = 'Use either the rules that start with DB_ or the others along a chain of relations.';
  return [new CheckError(message, { obj: field, id: 'fields.E323', hint })];
}

function checkToField(field: ForeignKey): CheckMessage[] {
  const target = field.remoteField.resolved?._meta;
  if (target === undefined || field.toField === null) return [];
  const pointed = target.fieldsMap.get(field.toField);
  if (pointed === undefined || !('attname' in pointed)) {
    const message = `The toField '${field.toField}' doesn't exist on the related model '${target.label}'.`;
    return [new CheckError(message, { obj: field, id: 'fields.E312' })];
  }
  const total = target.constraints.some((constraint) => {
    const { fields, condition } = constraint as { fields?: readonly string[]; condition?: unknown };
    return condition === undefined && fields?.length === 1 && fields[0] === pointed.name;
  });
  if (pointed.unique || total) return [];
  const message = `'${target.objectName}.${pointed.name}' must be unique because it is referenced by a foreign key.`;
  const hint =
    'Add unique: true to this field or add a UniqueConstraint (without condition) in the model meta.constraints.';
  return [new CheckError(message, { obj: field, id: 'fields.E311', hint })];
}
