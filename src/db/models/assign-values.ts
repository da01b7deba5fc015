import { checkTaken } from './initial-values.ts';
import { type AnyModel, Model } from './model.ts';

/**
 * Set values that come by name. Names that a new instance may be given can be set, and properties of the class that have a setter:
 * no method of it is overwritten, and not its prototype.
 * @throws ModelValueError for another name
 */
export function assignValues(instance: AnyModel, values: Readonly<Record<string, unknown>>): void {
  const entries = Object.entries(values);
  for (const [name, value] of entries) {
    if (!isOwnSetter(instance, name)) checkTaken(instance._meta, name, value);
  }
  for (const [name, value] of entries) (instance as never as Record<string, unknown>)[name] = value;
}

function isOwnSetter(instance: AnyModel, name: string): boolean {
  let prototype = Object.getPrototypeOf(instance);
  for (; prototype !== null && prototype !== Model.prototype; prototype = Object.getPrototypeOf(prototype)) {
    if (Object.getOwnPropertyDescriptor(prototype, name)?.set !== undefined) return true;
  }
  return false;
}
