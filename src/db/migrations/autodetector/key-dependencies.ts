import type { Field } from '../../models/fields/field.ts';
import { referencesTo } from '../state/field-references.ts';
import { type ModelKey, splitKey } from '../state/model-key.ts';
import type { ModelState } from '../state/model-state.ts';
import { type RelationInState, relationOf } from '../state/relation.ts';
import { type Dependency, dependencyOn } from './dependency.ts';
import type { Detection } from './detection.ts';

/** A table has one key: another field that was it is removed, or is it no more, before this one becomes it. */
export function keyDependencies(
  detection: Detection,
  model: ModelKey,
  name: string,
  field: Field,
): Dependency[] {
  if (!field.primaryKey) return [];
  return keysOf(detection.oldModel(model))
    .filter((other) => other !== name)
    .flatMap((other) => [dependencyOn(model, 'remove', other), dependencyOn(model, 'alter', other)]);
}

/** Relations that hold a key go, or lead elsewhere, before it is removed or is the key no more. */
export function releasedKeyDependencies(
  detection: Detection,
  model: ModelKey,
  name: string,
  field: Field | undefined,
): Dependency[] {
  const old = detection.oldModel(model);
  if (!old.fields.get(name)?.primaryKey || field?.primaryKey) return [];
  const holders = [...referencesTo(detection.from.models.values(), { key: old.key })].filter((one) =>
    holdsKey(one.field, relationOf(one.field, one.model.appLabel, one.model.name)!),
  );
  const joined = [...old.fields].filter(([, { manyToMany }]) => manyToMany).map(([other]) => other);
  return [
    ...holders.flatMap((one) => [
      dependencyOn(one.model.key, 'remove', one.name),
      dependencyOn(one.model.key, 'alter', one.name),
    ]),
    ...joined.map((other) => dependencyOn(model, 'remove', other)),
  ];
}

/** A relation waits for the key that it will hold, where that moves to another field: in the other model, and of a join table in its own. */
export function heldKeyDependencies(detection: Detection, owner: ModelKey, field: Field): Dependency[] {
  const relation = relationOf(field, ...splitKey(owner));
  if (relation === undefined || !holdsKey(field, relation)) return [];
  const holders = field.manyToMany ? [relation.to, owner] : [relation.to];
  return holders.flatMap((key) => {
    const [before, after] = [detection.from.models.get(key), detection.to.models.get(key)];
    if (before === undefined || after === undefined) return [];
    return keysOf(after)
      .filter((name) => !before.fields.get(name)?.primaryKey)
      .flatMap((name) => [dependencyOn(key, 'create', name), dependencyOn(key, 'alter', name)]);
  });
}

/** Whether a relation goes by the key, and not by a field that its `toField` names. */
function holdsKey(field: Field, { toFields }: RelationInState): boolean {
  return field.manyToMany || toFields?.includes(null) === true;
}

function keysOf(model: ModelState): string[] {
  return [...model.fields].filter(([, { primaryKey }]) => primaryKey).map(([name]) => name);
}
