import type { NamedSchemaObject } from '../state/model-options.ts';

type NamedClass<T> = new (...args: unknown[]) => T;

/** The same index or constraint under another name. */
export function renamed<T extends NamedSchemaObject>(item: T, name: string): T {
  const { args = [], options } = item.deconstruct();
  const Class = item.constructor as unknown as NamedClass<T>;
  return new Class(...args, { ...options, name });
}
