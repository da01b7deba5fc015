import { CheckError, type CheckMessage } from '../../../core/checks/messages.ts';
import { isCompositeField } from '../../sql/composite.ts';
import { LOOKUP_SEP } from '../constants.ts';
import type { Field } from '../fields/field.ts';
import type { ModelClass } from '../model.ts';
import { checkLocalFields } from './local-field-checks.ts';
import { checkOrdering } from './ordering-checks.ts';
import { checkSchemaObjects } from './schema-object-checks.ts';

/** Everything that is checked of one model: its fields, and what its meta says of them. */
export function checkModel(model: ModelClass): CheckMessage[] {
  const meta = model._meta;
  const fields = [...meta.localFields, ...meta.localManyToMany, ...meta.privateFields];
  const found = [...checkModelName(model), ...fields.flatMap((field) => field.check())];
  if (meta.swapped) return found;
  return [
    ...found,
    ...checkId(model),
    ...checkFieldClashes(model),
    ...checkColumns(model),
    ...checkSingleKey(model),
    ...checkManyToManyTwice(model),
    ...checkUniqueTogether(model),
    ...checkSchemaObjects(model),
    ...checkOrdering(model),
  ];
}

function checkModelName(model: ModelClass): CheckMessage[] {
  const { name } = model;
  if (name.startsWith('_') || name.endsWith('_')) {
    const message = `The model name '${name}' cannot start or end with an underscore as it collides with the query lookup syntax.`;
    return [new CheckError(message, { obj: model._meta.label, id: 'models.E023' })];
  }
  if (!name.includes(LOOKUP_SEP) || model._meta.autoCreated) return [];
  const message = `The model name '${name}' cannot contain double underscores as it collides with the query lookup syntax.`;
  return [new CheckError(message, { obj: model._meta.label, id: 'models.E024' })];
}

function checkId(model: ModelClass): CheckMessage[] {
  const { localFields, pk } = model._meta;
  const id = localFields.find((field) => field.name === 'id' && pk !== field);
  if (id === undefined || isCompositeField(pk)) return [];
  const message = "'id' can only be used as a field name if the field also sets 'primaryKey: true'.";
  return [new CheckError(message, { obj: model._meta.label, id: 'models.E004' })];
}

/** No attname or name may stand for two fields: `author` and `authorId` beside each other. */
function checkFieldClashes(model: ModelClass): CheckMessage[] {
  const used = new Map<string, Field>();
  const found: CheckMessage[] = [];
  for (const field of model._meta.fields) {
    const other = used.get(field.name) ?? used.get(field.attname);
    if (other !== undefined && other !== field) {
      const message = `The field '${field.name}' clashes with the field '${other.name}' from model '${other.model._meta.label}'.`;
      found.push(new CheckError(message, { obj: field, id: 'models.E006' }));
    }
    used.set(field.name, field);
    used.set(field.attname, field);
  }
  return found;
}

function checkColumns(model: ModelClass): CheckMessage[] {
  const used = new Set<string>();
  return model._meta.localConcreteFields.flatMap((field) => {
    if (!used.has(field.column)) {
      used.add(field.column);
      return [];
    }
    const message = `Field '${field.name}' has column name '${field.column}' that is used by another field.`;
    const hint = "Specify a 'dbColumn' for the field.";
    return [new CheckError(message, { obj: model._meta.label, id: 'models.E007', hint })];
  });
}

function checkSingleKey(model: ModelClass): CheckMessage[] {
  if (model._meta.localFields.filter((field) => field.primaryKey).length < 2) return [];
  const message = "The model cannot have more than one field with 'primaryKey: true'.";
  return [new CheckError(message, { obj: model._meta.label, id: 'models.E026' })];
}

function checkManyToManyTwice(model: ModelClass): CheckMessage[] {
  const seen = new Set<string>();
  return model._meta.localManyToMany.flatMap((field) => {
    const { resolved, resolvedThrough, throughTarget, throughFields } = field.remoteField as never as {
      resolved?: ModelClass;
      resolvedThrough?: ModelClass;
      throughTarget: unknown;
      throughFields: readonly string[] | null;
    };
    if (throughTarget === null || resolvedThrough === undefined) return [];
    const signature = `${resolved?._meta.label}|${resolvedThrough._meta.label}|${throughFields?.join() ?? ''}`;
    if (!seen.has(signature)) {
      seen.add(signature);
      return [];
    }
    const message = `The model has two identical many-to-many relations through the intermediate model '${resolvedThrough._meta.label}'.`;
    return [new CheckError(message, { obj: model._meta.label, id: 'models.E003' })];
  });
}

function checkUniqueTogether(model: ModelClass): CheckMessage[] {
  const groups: unknown = model._meta.uniqueTogether;
  const obj = model._meta.label;
  if (!Array.isArray(groups))
    return [new CheckError("'uniqueTogether' must be a list.", { obj, id: 'models.E010' })];
  if (groups.some((group) => !Array.isArray(group))) {
    return [new CheckError("All 'uniqueTogether' elements must be lists.", { obj, id: 'models.E011' })];
  }
  return groups.flatMap((group: readonly string[]) => checkLocalFields(model, group, 'uniqueTogether'));
}
