import type { Field } from '../../models/fields/field.ts';
import { type ModelKey, splitKey } from './model-key.ts';
import type { ModelState } from './model-state.ts';
import { relationOf } from './relation.ts';

export interface FieldReferences {
  /** The field points at the model (and field) asked about. */
  to: boolean;
  /** Its join model is the one asked about (and uses the field). */
  through: boolean;
}

export interface ReferenceTarget {
  key: ModelKey;
  fieldName?: string;
  /** The field itself, where it is known: tells whether it is the primary key. */
  field?: Field;
}

/** How `field` of model `owner` refers to a model, or to one field of it; undefined when it doesn't. */
export function fieldReferences(
  owner: ModelKey,
  field: Field,
  target: ReferenceTarget,
): FieldReferences | undefined {
  const relation = relationOf(field, ...splitKey(owner));
  if (relation === undefined) return undefined;
  const { fieldName } = target;
  const to = relation.to === target.key && pointsAt(relation.toFields, target);
  const through =
    relation.through === target.key &&
    (fieldName === undefined ||
      relation.throughFields === undefined ||
      relation.throughFields.includes(fieldName));
  return to || through ? { to, through } : undefined;
}

function pointsAt(toFields: readonly (string | null)[] | undefined, target: ReferenceTarget): boolean {
  if (target.fieldName === undefined || toFields === undefined) return true;
  if (toFields.includes(null) && (target.field === undefined || target.field.primaryKey)) return true;
  return toFields.includes(target.fieldName);
}

export interface Reference extends FieldReferences {
  model: ModelState;
  name: string;
  field: Field;
}

/** Every field of a project that refers to the target. */
export function* referencesTo(models: Iterable<ModelState>, target: ReferenceTarget): Generator<Reference> {
  for (const model of models) {
    for (const [name, field] of model.fields) {
      const found = fieldReferences(model.key, field, target);
      if (found !== undefined) yield { ...found, model, name, field };
    }
  }
}
