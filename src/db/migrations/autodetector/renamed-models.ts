import { RenameModel } from '../operations/rename-model.ts';
import { splitKey } from '../state/model-key.ts';
import type { ModelState } from '../state/model-state.ts';
import { deconstructField, sameStructure } from './deep-deconstruct.ts';
import { dependencyOn } from './dependency.ts';
import { type Detection, sorted } from './detection.ts';
import { modelDependencies } from './relation-dependencies.ts';

/** Ask, for each new model that looks like one that is gone, whether it is that one under another name. */
export async function detectRenamedModels(detection: Detection): Promise<void> {
  const { old, now, questioner } = detection;
  const added = sorted([...now.models].filter((key) => !old.models.has(key)));
  for (const key of added) {
    const model = detection.newModel(key);
    const fields = fieldsWithoutTargets(model);
    const removed = sorted([...old.models].filter((other) => !now.models.has(other)));
    for (const oldKey of removed) {
      const [appLabel, oldName] = splitKey(oldKey);
      if (appLabel !== model.appLabel) continue;
      const before = detection.from.getModel(appLabel, oldName);
      if (!sameStructure(fields, fieldsWithoutTargets(before))) continue;
      if (!(await questioner.askRenameModel(before, model))) continue;
      const dependencies = [
        ...modelDependencies(key, detection.to),
        ...detection
          .relationsTo(key, detection.to)
          .map(({ model: other }) => dependencyOn(other.key, 'create')),
      ];
      const operation = new RenameModel({ oldName: before.name, newName: model.name });
      detection.add(appLabel, operation, dependencies, { careful: [dependencyOn(key, 'remove')] });
      detection.renamedModels.set(key, oldName);
      old.models.delete(oldKey);
      old.models.add(key);
      break;
    }
  }
}

/** The fields in the order of their names, without the names and without what relations lead to. */
function fieldsWithoutTargets(model: ModelState): unknown[] {
  return [...model.fields]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, field]) => {
      const { path, options } = deconstructField(field);
      if (field.isRelation) delete options['to'];
      return { path, options };
    });
}
