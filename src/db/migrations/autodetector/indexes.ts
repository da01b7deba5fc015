import type { SchemaIndex } from '../../backends/base/schema-model.ts';
import { AddIndex } from '../operations/add-index.ts';
import { RemoveIndex } from '../operations/remove-index.ts';
import { RenameIndex } from '../operations/rename-index.ts';
import type { ModelKey } from '../state/model-key.ts';
import { deepDeconstruct, sameStructure, sameValue } from './deep-deconstruct.ts';
import type { Detection } from './detection.ts';
import { fieldDependencies, modelDependencies } from './relation-dependencies.ts';
import { alteredGroups } from './together.ts';

export interface IndexChanges {
  model: ModelKey;
  added: readonly SchemaIndex[];
  removed: readonly SchemaIndex[];
  renamed: readonly { oldName?: string; oldFields?: readonly string[]; newName: string }[];
}

/** Compare the indexes of each model; one that differs by its name alone is renamed. */
export function compareIndexes(detection: Detection): IndexChanges[] {
  return detection.kept.map((key) => {
    const before = (detection.oldModel(key).options.indexes ?? []) as readonly SchemaIndex[];
    const after = (detection.newModel(key).options.indexes ?? []) as readonly SchemaIndex[];
    let added = after.filter((index) => !before.some((other) => sameValue(index, other)));
    let removed = before.filter((index) => !after.some((other) => sameValue(index, other)));
    const renames = inWorkingOrder(findRenames(added, removed));
    added = added.filter((index) => !renames.some(({ now }) => now === index));
    removed = removed.filter((index) => !renames.some(({ old }) => old === index));
    const renamed: { oldName?: string; oldFields?: readonly string[]; newName: string }[] = renames.map(
      ({ old, now }) => ({ oldName: old.name, newName: now.name }),
    );
    for (const { removed: groups } of alteredGroups(detection, 'indexTogether', key)) {
      for (const group of groups) {
        const same = added.filter((index) => isPlainIndexOver(index, group));
        if (same.length !== 1) continue;
        renamed.push({ oldFields: group, newName: same[0]!.name });
        added = added.filter((one) => one !== same[0]);
      }
    }
    return { model: key, added, removed, renamed };
  });
}

interface Rename {
  old: SchemaIndex;
  now: SchemaIndex;
}

function findRenames(added: readonly SchemaIndex[], removed: readonly SchemaIndex[]): Rename[] {
  const renames: Rename[] = [];
  for (const now of added) {
    const old = removed.find(
      (other) =>
        !renames.some((one) => one.old === other) && sameStructure(withoutName(now), withoutName(other)),
    );
    if (old !== undefined) renames.push({ old, now });
  }
  return renames;
}

/** A name has to be free before it is given anew. Indexes that change places are left out: they are made anew. */
function inWorkingOrder(renames: readonly Rename[]): Rename[] {
  const order: Rename[] = [];
  let left = [...renames];
  while (left.length > 0) {
    const free = left.filter(({ now }) => !left.some(({ old }) => old.name === now.name));
    if (free.length === 0) break;
    order.push(...free);
    left = left.filter((one) => !free.includes(one));
  }
  return order;
}

function withoutName(index: SchemaIndex): unknown {
  const { path, args, options } = index.deconstruct();
  const { name: _name, ...rest } = options;
  return deepDeconstruct({ path, args, options: rest });
}

function isPlainIndexOver(index: SchemaIndex, fields: readonly string[]): boolean {
  const { args = [], options } = index.deconstruct();
  const names = Object.keys(options).sort();
  return args.length === 0 && sameStructure(names, ['fields', 'name']) && sameStructure(index.fields, fields);
}

export function planRemovedIndexes(detection: Detection, changes: readonly IndexChanges[]): void {
  for (const { model, removed } of changes) {
    const { appLabel, nameLower: modelName } = detection.newModel(model);
    for (const { name } of removed) detection.add(appLabel, new RemoveIndex({ modelName, name }));
  }
}

export function planRenamedIndexes(detection: Detection, changes: readonly IndexChanges[]): void {
  for (const { model, renamed } of changes) {
    const { appLabel, nameLower: modelName } = detection.newModel(model);
    for (const rename of renamed) detection.add(appLabel, new RenameIndex({ modelName, ...rename }));
  }
}

export function planAddedIndexes(detection: Detection, changes: readonly IndexChanges[]): void {
  for (const { model, added } of changes) {
    if (added.length === 0) continue;
    const { appLabel, nameLower: modelName } = detection.newModel(model);
    const dependencies = modelDependencies(model, detection.to);
    for (const index of added) {
      const careful = [...dependencies, ...fieldDependencies(model, index, detection.to)];
      detection.add(appLabel, new AddIndex({ modelName, index }), dependencies, { careful });
    }
  }
}
