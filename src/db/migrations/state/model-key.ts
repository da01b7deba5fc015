import { ValueError } from '../errors/value-error.ts';

/** A model's place in a project, its name in lower case: `articles.article`. */
export type ModelKey = `${string}.${string}`;

export function modelKey(appLabel: string, name: string): ModelKey {
  return `${appLabel}.${name.toLowerCase()}`;
}

/** `'articles.article'` gives `['articles', 'article']`. */
export function splitKey(key: string): [appLabel: string, modelName: string] {
  const dot = key.indexOf('.');
  return [key.slice(0, dot), key.slice(dot + 1)];
}

/** What a relation or a base may be written as: a label, a name in the same app, `'self'`, or a class. */
export type ModelReference = string | { readonly _meta: { readonly labelLower: string } };

/** A class that is no model: it brings methods, and no columns. */
export type MixinClass = abstract new (...args: never[]) => unknown;

/** What stands among the bases of a model. */
export type BaseReference = ModelReference | MixinClass;

/** Whether a value is a model class: something that carries `_meta`. */
export function isModelClass(value: unknown): value is { readonly _meta: { readonly labelLower: string } } {
  return typeof value === 'function' && (value as { _meta?: unknown })._meta !== undefined;
}

/**
 * The key of the model that a relation names.
 *
 * @param appLabel app of the model that holds the relation, for references without an app
 * @param modelName that model's name, for `'self'`
 */
export function resolveModel(reference: ModelReference, appLabel?: string, modelName?: string): ModelKey {
  if (typeof reference !== 'string') return reference._meta.labelLower as ModelKey;
  if (reference === 'self') {
    if (appLabel !== undefined && modelName !== undefined) return modelKey(appLabel, modelName);
    throw new ValueError("A relation to 'self' can only be followed from a model.");
  }
  if (reference.includes('.')) return modelKey(...splitKey(reference));
  if (appLabel !== undefined) return modelKey(appLabel, reference);
  throw new ValueError(
    `'${reference}' names a model without its app.`,
    `Write it as 'app_label.${reference}'.`,
  );
}

/** The key of the model that a base names; undefined for a mixin, which has no table. */
export function baseKey(base: BaseReference, appLabel: string): ModelKey | undefined {
  return typeof base === 'string' || isModelClass(base) ? resolveModel(base, appLabel) : undefined;
}

/** The models among the bases of another, by their keys. */
export function baseKeys(bases: readonly BaseReference[], appLabel: string): ModelKey[] {
  return bases.map((base) => baseKey(base, appLabel)).filter((key) => key !== undefined);
}
