import { CheckError, type CheckMessage } from '../../../core/checks/messages.ts';
import type { ModelClass } from '../model.ts';
import { checkDatabaseSupport } from './database-support.ts';
import { checkLocalFields } from './local-field-checks.ts';
import {
  checkFieldClashes,
  checkHiddenProperties,
  checkId,
  checkModelName,
  checkSingleKey,
  checkSwapped,
} from './name-checks.ts';
import { checkOrdering } from './ordering-checks.ts';
import { checkSchemaObjects } from './schema-object-checks.ts';

/** Everything that is checked of one model: its fields, and what its meta says of them. */
export function checkModel(model: ModelClass, databases: readonly string[] = []): CheckMessage[] {
  const meta = model._meta;
  const fields = [...meta.localFields, ...meta.localManyToMany, ...meta.privateFields];
  const managers = [...meta.managers.values()].flatMap((manager) => manager.check?.() ?? []);
  const found = [...checkSwapped(model), ...managers];
  if (meta.swapped !== undefined) return found;
  const ownOfProxy = checkFieldsOfProxy(model);
  if (ownOfProxy.length > 0) return [...found, ...ownOfProxy];
  const clashes = [
    ...checkId(model),
    ...checkFieldClashes(model),
    ...checkModelName(model),
    ...checkHiddenProperties(model),
    ...checkSingleKey(model),
  ];
  return [
    ...found,
    ...fields.flatMap((field) => field.check()),
    ...checkManyToManyTwice(model),
    ...clashes,
    ...(clashes.length === 0 ? checkColumns(model) : []),
    ...checkUniqueTogether(model),
    ...checkSchemaObjects(model),
    ...checkOrdering(model),
    ...checkDatabaseSupport(model, databases),
  ];
}

/** A proxy shares a table, and cannot add columns to it. */
function checkFieldsOfProxy({ _meta: meta }: ModelClass): CheckMessage[] {
  const own = [...meta.localFields, ...meta.localManyToMany];
  if (!meta.proxy || own.length === 0) return [];
  const message = `The proxy model '${meta.objectName}' declares fields: ${own.map(({ name }) => name).join(', ')}.`;
  const hint = 'A proxy shares the table of its base: move them there, or take proxy away.';
  return [new CheckError(message, { obj: meta.label, id: 'models.E017', hint })];
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
