import type { Field } from '../../models/fields/field.ts';
import { AlterField } from '../operations/alter-field.ts';
import { RenameField } from '../operations/rename-field.ts';
import { changeField } from '../state/change-field.ts';
import { type ModelKey, resolveModel } from '../state/model-key.ts';
import { columnOf } from './column-dependencies.ts';
import { deconstructField, sameStructure } from './deep-deconstruct.ts';
import { type Detection, fieldKey, sorted, splitFieldKey } from './detection.ts';

export interface FieldRename {
  model: ModelKey;
  oldName: string;
  oldField: Field;
  name: string;
  field: Field;
}

/** Ask, for each new field that is made as one that is gone, whether it is that one under another name. */
export async function findRenamedFields(detection: Detection): Promise<FieldRename[]> {
  const renames: FieldRename[] = [];
  const left = new Set(detection.oldFields);
  for (const key of sorted([...detection.newFields].filter((one) => !detection.oldFields.has(one)))) {
    const [modelKey, name] = splitFieldKey(key);
    const model = detection.newModel(modelKey);
    const field = model.getField(name);
    const candidates = sorted([...left].filter((one) => !detection.newFields.has(one)));
    for (const oldKey of candidates) {
      const [oldModelKey, oldName] = splitFieldKey(oldKey);
      if (oldModelKey !== modelKey) continue;
      const oldField = detection.oldModel(modelKey).getField(oldName);
      if (!isSameField(detection, { oldName, oldField }, field)) continue;
      const asked = { appLabel: model.appLabel, modelName: model.nameLower, name, field };
      if (!(await detection.questioner.askRename(asked, oldName))) continue;
      renames.push({ model: modelKey, oldName, oldField, name, field });
      left.delete(oldKey);
      left.add(key);
      detection.renamedFields.set(key, oldName);
      break;
    }
  }
  return renames;
}

/** Equal in all, or in all but a `dbColumn` that keeps the column's old name. */
function isSameField(
  detection: Detection,
  { oldName, oldField }: { oldName: string; oldField: Field },
  field: Field,
): boolean {
  const before = deconstructField(oldField);
  const after = deconstructField(field);
  const { to } = before.options;
  if (field.isRelation && typeof to === 'string') {
    before.options['to'] = detection.newKeyOf(resolveModel(to));
    if (typeof after.options['to'] === 'string') after.options['to'] = resolveModel(after.options['to']);
  }
  if (sameStructure(before, after)) return true;
  const dbColumn = columnOf(oldField, oldName);
  return sameStructure({ path: before.path, options: { ...before.options, dbColumn } }, after);
}

export function planRenamedFields(detection: Detection, renames: readonly FieldRename[]): void {
  for (const { model: key, oldName, oldField, name, field } of renames) {
    const { appLabel, nameLower: modelName } = detection.newModel(key);
    if (oldField.dbColumn !== field.dbColumn) {
      // The column's name is settled first, so that renaming the field leaves the column alone.
      const altered = changeField(field, {});
      detection.add(appLabel, new AlterField({ modelName, name: oldName, field: altered }));
    }
    detection.add(appLabel, new RenameField({ modelName, oldName, newName: name }));
    detection.oldFields.delete(fieldKey(key, oldName));
    detection.oldFields.add(fieldKey(key, name));
  }
}
