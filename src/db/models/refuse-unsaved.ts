import { ModelValueError } from './errors.ts';
import type { Field } from './fields/field.ts';
import { isInstance } from './is-instance.ts';
import { isKeySet } from './key-is-set.ts';
import type { AnyModel } from './model.ts';

/** @throws ModelValueError for a related object that isn't saved, whose key the row would lack */
export function refuseUnsaved(instance: AnyModel, field: Field, method: string): void {
  const related = (instance as unknown as Record<string, unknown>)[field.name];
  if (!isInstance(related) || isKeySet(related.pk)) return;
  throw new ModelValueError(
    `${method}() prohibited to prevent data loss due to unsaved related object '${field.name}'.`,
    `Save ${String(related)} first.`,
  );
}
