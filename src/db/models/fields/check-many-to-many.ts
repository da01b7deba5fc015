import { isConfigured, settings } from '../../../conf/configure.ts';
import { CheckError, type CheckMessage, CheckWarning } from '../../../core/checks/messages.ts';
import type { Options } from '../options.ts';
import type { Field } from './field.ts';
import type { ManyToManyField } from './many-to-many-field.ts';
import { describeTarget } from './relation.ts';

/** Options without effect, and the join model. */
export function checkManyToMany(field: ManyToManyField): CheckMessage[] {
  return [...checkIgnored(field), ...checkThrough(field), ...checkJoinTable(field)];
}

function checkIgnored(field: ManyToManyField): CheckMessage[] {
  const found: CheckMessage[] = [];
  const warn = (message: string, id: string) => found.push(new CheckWarning(message, { obj: field, id }));
  const { options, remoteField: relation } = field;
  if (field.unique)
    found.push(new CheckError('ManyToManyFields cannot be unique.', { obj: field, id: 'fields.E330' }));
  if (field.null) warn('null has no effect on ManyToManyField.', 'fields.W340');
  if (options.validators?.length) warn('ManyToManyField does not support validators.', 'fields.W341');
  if (relation.symmetrical && relation.relatedName !== null) {
    warn(
      "relatedName has no effect on ManyToManyField with a symmetrical relationship, e.g. to 'self'.",
      'fields.W345',
    );
  }
  if (field.dbComment) warn('dbComment has no effect on ManyToManyField.', 'fields.W346');
  return found;
}

function checkThrough(field: ManyToManyField): CheckMessage[] {
  const { remoteField: relation } = field;
  const target = relation.resolved?._meta;
  if (relation.throughTarget === null || target === undefined) return [];
  const error = (message: string, id: string, hint?: string) => [
    new CheckError(message, { obj: field, id, ...(hint === undefined ? {} : { hint }) }),
  ];
  const through = relation.resolvedThrough?._meta;
  if (through === undefined) {
    const message = `Field specifies a many-to-many relation through model ${describeTarget(relation.throughTarget)}, which has not been installed.`;
    return error(message, 'fields.E331');
  }
  const owner = field.model._meta;
  const intoOwner = keysTo(through, owner);
  const intoTarget = keysTo(through, target);
  const named = relation.throughFields !== null;
  const used = `The model is used as an intermediate model by '${field}'`;
  const hint = `Use throughFields to specify which foreign keys should be used.`;
  if (owner === target) {
    if (intoOwner.length > 2 && !named) {
      return error(
        `${used}, but it has more than two foreign keys to '${owner.objectName}', which is ambiguous. You must specify which two foreign keys should be used via the throughFields option.`,
        'fields.E333',
        hint,
      );
    }
  } else {
    if (intoOwner.length > 1 && !named) {
      return error(
        `${used}, but it has more than one foreign key from '${owner.objectName}', which is ambiguous. You must specify which foreign key should be used via the throughFields option.`,
        'fields.E334',
        hint,
      );
    }
    if (intoTarget.length > 1 && !named) {
      return error(
        `${used}, but it has more than one foreign key to '${target.objectName}', which is ambiguous. You must specify which foreign key should be used via the throughFields option.`,
        'fields.E335',
        hint,
      );
    }
  }
  const needed = owner === target ? 2 : 1;
  if (intoOwner.length < needed || intoTarget.length < 1) {
    const message = `${used}, but it does not have a foreign key to '${owner.objectName}' or '${target.objectName}'.`;
    return [new CheckError(message, { obj: through.label, id: 'fields.E336' })];
  }
  return named ? checkThroughFields(field, through, target) : [];
}

function checkThroughFields(field: ManyToManyField, through: Options, target: Options): CheckMessage[] {
  const names = field.remoteField.throughFields!;
  if (names.length < 2) {
    const message =
      "Field specifies 'throughFields' but does not provide the names of the two link fields that should be used for the relation through model.";
    const hint = "Make sure you specify 'throughFields' as ['field1', 'field2'].";
    return [new CheckError(message, { obj: field, id: 'fields.E337', hint })];
  }
  return [field.model._meta, target].flatMap((end, i) => {
    const name = names[i]!;
    const candidates = keysTo(through, end).map((key) => key.name);
    if (candidates.includes(name)) return [];
    const hint =
      candidates.length === 0
        ? undefined
        : `Did you mean one of the following foreign keys to '${end.objectName}': ${candidates.join(', ')}?`;
    const message = through.fieldsMap.has(name)
      ? `'${through.objectName}.${name}' is not a foreign key to '${end.objectName}'.`
      : `The intermediary model '${through.label}' has no field '${name}'.`;
    const id = through.fieldsMap.has(name) ? 'fields.E339' : 'fields.E338';
    return [new CheckError(message, { obj: field, id, ...(hint === undefined ? {} : { hint }) })];
  });
}

function keysTo(through: Options, end: Options): Field[] {
  return through.fields.filter((key) => key.isRelation && key.remoteField?.resolved?._meta === end);
}

/** The join table may not be the table of some model. */
function checkJoinTable(field: ManyToManyField): CheckMessage[] {
  const through = field.remoteField.resolvedThrough;
  if (through === undefined) return [];
  const table = field.m2mDbTable();
  const models = field.model._meta.apps.getModels({ includeAutoCreated: true }) as unknown as readonly {
    _meta: Options;
  }[];
  const other = models.find(
    ({ _meta }) =>
      _meta.dbTable === table && _meta.managed && _meta !== through._meta && _meta.concreteModel !== through,
  );
  if (other === undefined) return [];
  const owner = other._meta.autoCreated?._meta.label ?? other._meta.label;
  const message = `The field's intermediary table '${table}' clashes with the table name of '${owner}'.`;
  // They may be in different databases.
  if (isConfigured() && settings.DATABASE_ROUTERS.length > 0) {
    const hint = `Check that DATABASE_ROUTERS sends the table of '${owner}' to another database.`;
    return [new CheckWarning(message, { obj: field, id: 'fields.W344', hint })];
  }
  return [new CheckError(message, { obj: field, id: 'fields.E340' })];
}
