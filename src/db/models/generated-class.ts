import type { Field } from './fields/field.ts';
import { declareExisting } from './frames.ts';
import { Model, type ModelClass } from './model.ts';

/** A model class whose properties are the given fields, without a class body. */
export function generatedClass(
  name: string,
  fields: Readonly<Record<string, Field>>,
  base: ModelClass = Model as unknown as ModelClass,
): ModelClass {
  const names = Object.keys(fields);
  const model = class extends base {
    constructor(values?: object) {
      super(values);
      const own = this as unknown as Record<string, unknown>;
      for (const property of names) own[property] = declareExisting(fields[property]!);
    }
  };
  Object.defineProperty(model, 'name', { value: name });
  return model;
}
