import { AlterUniqueTogether } from '../operations/alter-together.ts';
import type { ModelKey } from '../state/model-key.ts';
import { sameTogether, type TogetherOption } from '../state/model-options.ts';
import { type Dependency, dependencyOn } from './dependency.ts';
import type { Detection } from './detection.ts';
import { relationDependencies } from './relation-dependencies.ts';

type Groups = readonly (readonly string[])[];

export interface GroupChanges {
  model: ModelKey;
  before: Groups;
  after: Groups;
  kept: Groups;
  removed: Groups;
  dependencies: readonly Dependency[];
}

/** Models whose groups of fields changed. RenameField sees to the names of fields in them; Django says them anew, and so it is said here. */
export function alteredGroups(detection: Detection, option: TogetherOption, only?: ModelKey): GroupChanges[] {
  const changes: GroupChanges[] = [];
  for (const model of only === undefined ? detection.kept : [only]) {
    const before = detection.oldModel(model).options[option] ?? [];
    const after = detection.newModel(model).options[option] ?? [];
    if (sameTogether(before, after)) continue;
    const has = (groups: Groups, group: readonly string[]) =>
      groups.some((one) => sameTogether([one], [group]));
    changes.push({
      model,
      before,
      after,
      kept: after.filter((group) => has(before, group)),
      removed: before.filter((group) => !has(after, group)),
      dependencies: after.flat().flatMap((name) => {
        const field = detection.newModel(model).getField(name);
        return relationDependencies(model, field);
      }),
    });
  }
  return changes;
}

/** Before fields go: take away the groups that have them. */
export function planRemovedGroups(detection: Detection): void {
  for (const change of alteredGroups(detection, 'uniqueTogether')) {
    const { model, before, kept, dependencies } = change;
    if (before.length === 0) continue;
    const { appLabel, nameLower: name } = detection.newModel(model);
    const operation = new AlterUniqueTogether({ name, uniqueTogether: kept });
    detection.add(appLabel, operation, dependencies);
    detection.ungrouping.set(model, operation);
  }
}

/** After fields have come: add the groups that have them. */
export function planAddedGroups(detection: Detection): void {
  for (const change of alteredGroups(detection, 'uniqueTogether')) {
    const { model, after, kept, dependencies } = change;
    if (sameTogether(after, kept)) continue;
    const { appLabel, nameLower: name } = detection.newModel(model);
    const columns = after.flat().map((field) => dependencyOn(model, 'create', field));
    const operation = new AlterUniqueTogether({ name, uniqueTogether: after });
    detection.add(appLabel, operation, dependencies, { careful: [...dependencies, ...columns] });
  }
}
