import { CompositePrimaryKey } from '../../models/fields/composite-primary-key.ts';
import type { Field } from '../../models/fields/field.ts';
import { AlterField } from '../operations/alter-field.ts';
import { NO_DEFAULT } from '../questioner/questioner.ts';
import { changeField } from '../state/change-field.ts';
import { type ModelKey, splitKey } from '../state/model-key.ts';
import { relationOf } from '../state/relation.ts';
import { columnDependencies } from './column-dependencies.ts';
import { deconstructField, sameStructure } from './deep-deconstruct.ts';
import { type Detection, type FieldKey, fieldKey, sorted, splitFieldKey } from './detection.ts';
import { planAddedField, planRemovedField } from './fields.ts';
import { heldKeyDependencies, keyDependencies, releasedKeyDependencies } from './key-dependencies.ts';
import { relationDependencies } from './relation-dependencies.ts';

/** Fields that are made in another way than before. A field is never dropped and added, but between a column and a join table. */
export async function detectAlteredFields(detection: Detection): Promise<void> {
  const altered = [...detection.oldFields].filter(
    (key) => detection.newFields.has(key) && isAltered(detection, key),
  );
  for (const key of sorted(altered)) await planAlteredField(detection, key);
}

function isAltered(detection: Detection, key: FieldKey): boolean {
  const [modelKey, name] = splitFieldKey(key);
  if (detection.oldFieldName(key) !== name) return false;
  const before = detection.oldModel(modelKey).getField(name);
  const after = detection.newModel(modelKey).getField(name);
  const compared = underOldNames(detection, modelKey, before, after);
  return (
    !isWrittenAlike(before, compared) && !sameStructure(deconstructField(before), deconstructField(compared))
  );
}

async function planAlteredField(detection: Detection, key: FieldKey): Promise<void> {
  const [modelKey, name] = splitFieldKey(key);
  const before = detection.oldModel(modelKey).getField(name);
  const after = detection.newModel(modelKey).getField(name);
  if (before.manyToMany !== after.manyToMany) {
    planRemovedField(detection, key);
    await planAddedField(detection, key);
    return;
  }
  const { appLabel, nameLower: modelName } = detection.newModel(modelKey);
  let field = after;
  let preserveDefault = true;
  const losesNull = before.null && !after.null && !after.hasDefault() && !after.hasDbDefault;
  if (losesNull && !after.manyToMany && !after.generated) {
    const value = await detection.questioner.askNotNullAlteration({ appLabel, modelName, name, field });
    if (value !== NO_DEFAULT) {
      field = changeField(after, { default: value });
      preserveDefault = false;
    }
  }
  const dependencies = relationDependencies(modelKey, after);
  detection.add(appLabel, new AlterField({ modelName, name, field, preserveDefault }), dependencies, {
    careful: [
      ...dependencies,
      ...columnDependencies(detection, modelKey, name, after),
      ...keyDependencies(detection, modelKey, name, after),
      ...releasedKeyDependencies(detection, modelKey, name, after),
      ...heldKeyDependencies(detection, modelKey, after),
    ],
  });
}

/** Whether two plain fields have the same options at a glance, as most have: then they need not be taken apart. */
function isWrittenAlike(before: Field, after: Field): boolean {
  if (before.constructor !== after.constructor || before.isRelation || before.primaryKey) return false;
  const options = Object.entries(before.options);
  return (
    options.length === Object.keys(after.options).length &&
    options.every(([name, value]) => name in after.options && value === after.options[name])
  );
}

/** The new field with the old names of models and fields that are renamed: RenameModel and RenameField see to those. */
function underOldNames(detection: Detection, owner: ModelKey, before: Field, after: Field): Field {
  const renamedName = (key: ModelKey, name: string) =>
    detection.renamedFields.get(fieldKey(key, name)) ?? name;
  if (after instanceof CompositePrimaryKey) {
    return changeField(after, {
      fieldNames: after.fieldNames.map((name) => oldComponent(owner, name, renamedName)),
    });
  }
  const relation = relationOf(after, ...splitKey(owner));
  if (relation === undefined) return after;
  const [old, now] = [before, after].map((field) => field.deconstruct().options as RelationOptions) as [
    RelationOptions,
    RelationOptions,
  ];
  const changes: Record<string, unknown> = {};
  const was = relationOf(before, ...splitKey(owner));
  const followed = (key: ModelKey | undefined, oldKey: ModelKey | undefined): boolean =>
    key !== undefined &&
    oldKey !== undefined &&
    detection.renamedModels.has(key) &&
    detection.newKeyOf(oldKey) === key;
  if (followed(relation.to, was?.to)) changes['to'] = old.to;
  if (followed(relation.through, was?.through)) changes['through'] = old.through;
  if (typeof now.toField === 'string') changes['toField'] = renamedName(relation.to, now.toField);
  if (now.fromFields !== undefined) {
    changes['fromFields'] = now.fromFields.map((name) => renamedName(owner, name));
  }
  if (now.toFields !== undefined) {
    changes['toFields'] = now.toFields.map((name) => renamedName(relation.to, name));
  }
  return Object.keys(changes).length === 0 ? after : changeField(after, changes);
}

/** The old name of a part of a composite key, which may name a relation by its id. */
function oldComponent(
  owner: ModelKey,
  name: string,
  renamed: (key: ModelKey, name: string) => string,
): string {
  const old = renamed(owner, name);
  if (old !== name || !name.endsWith('Id')) return old;
  const relation = name.slice(0, -2);
  const oldRelation = renamed(owner, relation);
  return oldRelation === relation ? name : `${oldRelation}Id`;
}

interface RelationOptions {
  to?: unknown;
  through?: unknown;
  toField?: string;
  fromFields?: readonly string[];
  toFields?: readonly string[];
}
