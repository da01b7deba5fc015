import { AlterUniqueTogether } from '../operations/alter-together.ts';
import { DeleteModel } from '../operations/delete-model.ts';
import { RemoveField } from '../operations/remove-field.ts';
import { type ModelKey, splitKey } from '../state/model-key.ts';
import { relationOf } from '../state/relation.ts';
import { type Dependency, dependencyAfter, dependencyOn } from './dependency.ts';
import { type Detection, sorted } from './detection.ts';

/** Models that are gone: their relations go first, so that models that point at each other can go too. */
export function detectDeletedModels(detection: Detection): void {
  const { old, now } = detection;
  const isGone = (key: ModelKey): boolean => !now.models.has(key) && !now.unmanaged.has(key);
  const joins = throughUsers(detection);
  for (const keys of [old.models, old.unmanaged]) {
    for (const key of sorted([...keys].filter(isGone))) deleteModel(detection, key, joins);
  }
}

function deleteModel(detection: Detection, key: ModelKey, joins: ReadonlyMap<ModelKey, Dependency>): void {
  const model = detection.from.models.get(key)!;
  const { appLabel, nameLower } = model;
  const related = [...model.fields]
    .filter(([, field]) => relationOf(field, appLabel, model.name) !== undefined)
    .map(([name]) => name)
    .sort();
  const before: Dependency[] = [];
  if (model.options.uniqueTogether !== undefined && model.options.uniqueTogether.length > 0) {
    const ungrouping = new AlterUniqueTogether({ name: nameLower, uniqueTogether: [] });
    detection.add(appLabel, ungrouping);
    before.push(dependencyAfter(key, ungrouping));
  }
  const dependencies: Dependency[] = [];
  const pointing: Dependency[] = [];
  const joining: Dependency[] = [];
  for (const { model: other, name, field, to } of detection.relationsTo(key, detection.from)) {
    const gone = [dependencyOn(other.key, 'remove', name)];
    const altered = dependencyOn(other.key, 'alter', name);
    // A join table is altered while both of its sides are there, which Django doesn't wait for.
    if (field.manyToMany) joining.push(altered);
    else gone.push(altered);
    dependencies.push(...gone);
    if (to && other.key !== key) pointing.push(...gone);
  }
  for (const name of related) {
    // A key has to be there for as long as something points at it.
    const isKey = model.fields.get(name)!.primaryKey;
    detection.add(appLabel, new RemoveField({ modelName: nameLower, name }), [], {
      careful: isKey ? [...before, ...pointing] : before,
    });
  }
  for (const name of related) dependencies.push(dependencyOn(key, 'remove', name));
  const user = joins.get(key);
  if (user !== undefined) dependencies.push(user);
  detection.add(appLabel, new DeleteModel({ name: model.name }), dependencies, {
    careful: [...dependencies, ...joining],
    unordered: true,
  });
}

/** Join models, with the removal of the field that uses each. */
function throughUsers(detection: Detection): Map<ModelKey, Dependency> {
  const users = new Map<ModelKey, Dependency>();
  for (const key of sorted(detection.old.models)) {
    const model = detection.oldModel(key);
    for (const [name, field] of model.fields) {
      const through = relationOf(field, model.appLabel, model.name)?.through;
      if (through !== undefined) users.set(through, dependencyOn(model.key, 'remove', name));
    }
  }
  return users;
}

export function detectDeletedProxies(detection: Detection): void {
  const { old, now } = detection;
  for (const key of sorted([...old.proxies].filter((one) => !now.proxies.has(one)))) {
    const { name } = detection.from.models.get(key)!;
    detection.add(splitKey(key)[0], new DeleteModel({ name }));
  }
}
