import { AlterUniqueTogether } from '../operations/alter-together.ts';
import type { ModelKey } from '../state/model-key.ts';
import { sameTogether, type TogetherOption } from '../state/model-options.ts';
import { type Dependency, dependencyOn } from './dependency.ts';
import type { Detection } from './detection.ts';
import { relationDependencies } from './relation-dependencies.ts';

type Groups = readonly (readonly string[])[];

export interface GroupChanges {
  model: ModelKey;
  /** Under the names that the fields have now. */
  before: Groups;
  after: Groups;
  kept: Groups;
  removed: Groups;
  dependencies: readonly Dependency[];
  /** Nothing but names of fields changed, which RenameField sees to; Django says it once more, and so it is said here. */
  renamedOnly: boolean;
}

/** Models whose groups of fields changed. */
export function alteredGroups(detection: Detection, option: TogetherOption, only?: ModelKey): GroupChanges[] {
  const changes: GroupChanges[] = [];
  for (const model of only === undefined ? detection.kept : [only]) {
    const newNames = new Map(
      [...detection.renamedFields]
        .filter(([key]) => key.startsWith(`${model}:`))
        .map(([key, oldName]) => [oldName, key.slice(model.length + 1)]),
    );
    const written = detection.oldModel(model).options[option] ?? [];
    const before = written.map((group) => group.map((name) => newNames.get(name) ?? name));
    const after = detection.newModel(model).options[option] ?? [];
    if (sameTogether(written, after)) continue;
    const has = (groups: Groups, group: readonly string[]) =>
      groups.some((one) => sameTogether([one], [group]));
    changes.push({
      model,
      before,
      after,
      renamedOnly: sameTogether(before, after),
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
    if (before.length === 0 || change.renamedOnly) continue;
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
    if (sameTogether(after, kept) && !change.renamedOnly) continue;
    const { appLabel, nameLower: name } = detection.newModel(model);
    const columns = after.flat().map((field) => dependencyOn(model, 'create', field));
    const operation = new AlterUniqueTogether({ name, uniqueTogether: after });
    detection.add(appLabel, operation, dependencies, { careful: [...dependencies, ...columns] });
  }
}
