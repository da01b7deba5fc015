import type { AnyModel } from './model.ts';

/** Marks instances of models: asked where `instanceof Model` would need the class at load time. */
export const IS_MODEL: unique symbol = Symbol('jango.model');

export function isInstance(value: unknown): value is AnyModel {
  return typeof value === 'object' && value !== null && IS_MODEL in value;
}
