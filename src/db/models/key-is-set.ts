import { DatabaseDefault } from './expressions/database-default.ts';
import type { Field } from './fields/field.ts';
import type { AnyModel } from './model.ts';

/** Whether a primary key has a value: a composite one when all its parts have. */
export function isKeySet(key: unknown): boolean {
  if (key === null || key === undefined) return false;
  if (typeof key !== 'object') return true;
  return Array.isArray(key) ? key.every(isKeySet) : !(key instanceof DatabaseDefault);
}

/** A column of the key that has no value yet takes its default. */
export function fillKey(instance: AnyModel, field: Field): void {
  const value = field.valueFromObject(instance);
  if ((value !== null && value !== undefined) || field.generated) return;
  const byDefault = field.getDefault();
  if (byDefault !== null && byDefault !== undefined && byDefault !== '')
    (instance as unknown as Record<string, unknown>)[field.attname] = byDefault;
}
