import { DatabaseDefault } from './expressions/database-default.ts';
import { Field } from './fields/field.ts';
import type { AnyModel } from './model.ts';
import type { Options } from './options.ts';

/** Whether a primary key has a value: a composite one when all its parts have. */
export function isKeySet(key: unknown): boolean {
  if (key === null || key === undefined) return false;
  if (typeof key !== 'object') return true;
  return Array.isArray(key)
    ? key.every((part) => part !== null && part !== undefined)
    : !(key instanceof DatabaseDefault);
}

/** Whether `fillKeys()` may find a default. */
export function haveDefaults({ pkFields }: Options): boolean {
  return pkFields.some((field) => field.hasDefault() || field.getDefault !== Field.prototype.getDefault);
}

/** Columns of the key that have no value yet take their default. */
export function fillKeys(instance: AnyModel, { pkFields }: Options): void {
  for (let i = 0; i < pkFields.length; i++) fillKey(instance, pkFields[i]!);
}

function fillKey(instance: AnyModel, field: Field): void {
  const value = field.valueFromObject(instance);
  if ((value !== null && value !== undefined) || field.generated) return;
  const byDefault = field.getDefault();
  if (byDefault !== null && byDefault !== undefined && byDefault !== '')
    (instance as unknown as Record<string, unknown>)[field.attname] = byDefault;
}
