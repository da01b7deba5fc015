import type { Field } from '../../models/fields/field.ts';
import { AddField } from '../operations/add-field.ts';
import { RemoveField } from '../operations/remove-field.ts';
import type { AskedField } from '../questioner/questioner.ts';
import { changeField } from '../state/change-field.ts';
import type { ModelKey } from '../state/model-key.ts';
import { columnDependencies } from './column-dependencies.ts';
import { deepDeconstruct } from './deep-deconstruct.ts';
import { type Dependency, dependencyAfter, dependencyOn } from './dependency.ts';
import { type Detection, type FieldKey, sorted, splitFieldKey } from './detection.ts';
import { heldKeyDependencies, keyDependencies, releasedKeyDependencies } from './key-dependencies.ts';
import { indexDependencies, namesIn, relationDependencies } from './relation-dependencies.ts';

export function detectRemovedFields(detection: Detection): void {
  const gone = [...detection.oldFields].filter((key) => !detection.newFields.has(key));
  for (const key of sorted(gone)) planRemovedField(detection, key);
}

export async function detectAddedFields(detection: Detection): Promise<void> {
  const added = [...detection.newFields].filter((key) => !detection.oldFields.has(key));
  for (const key of sorted(added)) await planAddedField(detection, key);
}

export function planRemovedField(detection: Detection, key: FieldKey): void {
  const [modelKey, name] = splitFieldKey(key);
  const { appLabel, nameLower: modelName } = detection.newModel(modelKey);
  const ungrouping = detection.ungrouping.get(modelKey);
  const unordered = dependencyOn(modelKey, 'unset-order', name);
  const dependencies = [unordered, dependencyOn(modelKey, 'group', name)];
  const isOrder = detection.oldModel(modelKey).options.orderWithRespectTo === name;
  const careful = [
    ...(isOrder ? [unordered] : []),
    ...indexDependencies(modelKey, detection.oldModel(modelKey), name),
    ...(ungrouping === undefined ? [] : [dependencyAfter(modelKey, ungrouping)]),
    ...releasedKeyDependencies(detection, modelKey, name, undefined),
  ];
  detection.add(appLabel, new RemoveField({ modelName, name }), dependencies, { careful });
}

interface DateOptions {
  autoNow?: boolean;
  autoNowAdd?: boolean;
}

/** A new column has to hold something in the rows that are there: NULL, a default, or what the questioner says. */
export async function planAddedField(detection: Detection, key: FieldKey): Promise<void> {
  const [modelKey, name] = splitFieldKey(key);
  const { appLabel, nameLower: modelName, ...model } = detection.newModel(modelKey);
  let field = model.fields.get(name)!;
  const { questioner } = detection;
  const preserveDefault = fillsItself(field);
  if (!preserveDefault) {
    const asked: AskedField = { appLabel, modelName, name, field };
    const { autoNowAdd } = field.options as DateOptions;
    const value = autoNowAdd
      ? await questioner.askAutoNowAddAddition(asked)
      : await questioner.askNotNullAddition(asked);
    field = changeField(field, { default: value });
  }
  if (field.unique && typeof field.default === 'function') {
    await questioner.askUniqueCallableDefaultAddition({ appLabel, modelName, name, field });
  }
  const common = [dependencyOn(modelKey, 'remove', name), ...relationDependencies(modelKey, field)];
  const dependencies = [...common, ...(field.generated ? sourceDependencies(detection, field) : [])];
  const careful = [
    ...common,
    ...columnDependencies(detection, modelKey, name, field),
    ...keyDependencies(detection, modelKey, name, field),
    ...heldKeyDependencies(detection, modelKey, field),
    ...(field.generated ? generatedDependencies(detection, modelKey, field) : []),
  ];
  detection.add(appLabel, new AddField({ modelName, name, field, preserveDefault }), dependencies, {
    careful,
  });
}

function fillsItself(field: Field): boolean {
  const { autoNow } = field.options as DateOptions;
  return (
    field.null ||
    field.hasDefault() ||
    field.hasDbDefault ||
    field.generated ||
    field.manyToMany ||
    (field.blank && field.emptyStringsAllowed) ||
    autoNow === true ||
    field.getInternalType().endsWith('AutoField')
  );
}

/** New relations of any model, and the new fields by whose names the expression goes, as Django has it. */
function sourceDependencies(detection: Detection, field: Field): Dependency[] {
  const { expression } = field as Field & { readonly expression: unknown };
  const names = namesIn(deepDeconstruct(expression));
  return newFieldsOf(detection)
    .map(splitFieldKey)
    .filter(([key, name]) => names.has(name) || detection.newModel(key).getField(name).isRelation)
    .map(([key, name]) => dependencyOn(key, 'create', name));
}

/** A generated column is computed from others of its table, which may be new too. */
function generatedDependencies(detection: Detection, owner: ModelKey, field: Field): Dependency[] {
  const { expression } = field as Field & { readonly expression: unknown };
  const names = namesIn(deepDeconstruct(expression));
  return newFieldsOf(detection)
    .map(splitFieldKey)
    .filter(([key]) => key === owner)
    .filter(([key, name]) => names.has(name) || detection.newModel(key).getField(name).isRelation)
    .map(([key, name]) => dependencyOn(key, 'create', name));
}

function newFieldsOf(detection: Detection): FieldKey[] {
  return sorted([...detection.newFields].filter((key) => !detection.oldFields.has(key)));
}
