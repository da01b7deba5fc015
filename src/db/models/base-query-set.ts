import type { Field } from './fields/field.ts';
import type { AnyModel, ModelClass } from './model.ts';
import type { ModelManager } from './options.ts';

/** A QuerySet as deletion uses it. */
export interface ObjectQuerySet {
  /** Rows whose field is one of these keys. */
  matching(field: Field, keys: readonly unknown[]): ObjectQuerySet;
  /** Rows with one of the keys in one of the fields. */
  matchingAny(keys: ReadonlyMap<Field, readonly unknown[]>): ObjectQuerySet;
  objects(): PromiseLike<readonly AnyModel[]>;
  /** Delete the rows and nothing else. @returns how many */
  deleteRows(): PromiseLike<number>;
  updateRows(field: Field, value: unknown): PromiseLike<number>;
}

interface QuerySetSource extends ModelManager {
  getQueryset(): { using(alias: string): ObjectQuerySet };
}

/** All rows of a model, whatever its default manager leaves out. */
export function baseQuerySet(model: ModelClass, using: string): ObjectQuerySet {
  return (model._meta.baseManager as unknown as QuerySetSource).getQueryset().using(using);
}
