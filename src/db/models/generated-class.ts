import type { Field } from './fields/field.ts';
import { declareExisting } from './frames.ts';
import { Model, type ModelClass } from './model.ts';

/**
 * A model class whose properties are the given fields, without a class body.
 * @param bases the model to extend, and others with tables whose fields it has, too
 */
export function generatedClass(
  name: string,
  fields: Readonly<Record<string, Field>>,
  bases: readonly ModelClass[] = [],
): ModelClass {
  const [base = Model as unknown as ModelClass, ...others] = bases;
  const shared = fieldsBeside(base, others);
  const names = Object.keys(fields);
  const model = class extends base {
    constructor(values?: object) {
      super(values);
      const own = this as unknown as Record<string, unknown>;
      for (const field of shared) own[field.name] = declareExisting(field, true);
      for (const property of names) {
        const declared = declareExisting(fields[property]!);
        if (!fields[property]!.isVirtualProperty) own[property] = declared;
        // While the class is registered; an instance has no property of its own.
        else if (declared !== undefined) Object.defineProperty(this, property, ownProperty(declared));
      }
    }
  };
  generated.add(model);
  Object.defineProperty(model, 'name', { value: name });
  return model;
}

const generated = new WeakSet<object>();

/** Whether a class was made here, not written. */
export function isGenerated(model: ModelClass): boolean {
  return generated.has(model);
}

function ownProperty(value: unknown): PropertyDescriptor {
  return { value, writable: true, enumerable: true, configurable: true };
}

/** The declared fields of further parents, those left out that came with the first. */
function fieldsBeside(base: ModelClass, others: readonly ModelClass[]): readonly Field[] {
  if (others.length === 0) return [];
  const taken = new Set(base._meta.fieldsMap.keys());
  const all = others.flatMap((other) => other._meta.slots.map((slot) => slot.field));
  return [...new Set(all)].filter((field) => field !== undefined).filter((field) => !taken.has(field.name));
}
