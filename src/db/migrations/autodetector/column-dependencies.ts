import type { Field } from '../../models/fields/field.ts';
import { namedCopy } from '../state/change-field.ts';
import type { ModelKey } from '../state/model-key.ts';
import { type Dependency, dependencyOn } from './dependency.ts';
import type { Detection } from './detection.ts';

/** The column that a field has under a name; empty for fields without one. */
export function columnOf(field: Field, name: string): string {
  return namedCopy(field, name).column;
}

/** A column that another field had has to be free before this one takes it: that field is removed, or moves to another column. */
export function columnDependencies(
  detection: Detection,
  model: ModelKey,
  name: string,
  field: Field,
): Dependency[] {
  const column = columnOf(field, name);
  if (column === '') return [];
  const own = detection.oldModel(model).fields.get(name);
  const leaves = own === undefined ? undefined : columnOf(own, name);
  const dependencies: Dependency[] = [];
  for (const [other, before] of detection.oldModel(model).fields) {
    if (other === name || columnOf(before, other) !== column) continue;
    dependencies.push(dependencyOn(model, 'remove', other));
    const after = detection.newModel(model).fields.get(other);
    const swapped = after !== undefined && columnOf(after, other) === leaves;
    if (after !== undefined && !swapped) dependencies.push(dependencyOn(model, 'alter', other));
  }
  return dependencies;
}
