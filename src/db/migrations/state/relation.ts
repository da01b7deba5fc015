import type { Field } from '../../models/fields/field.ts';
import { type ModelKey, type ModelReference, resolveModel } from './model-key.ts';

/** How a relation field points elsewhere, as a state sees it (models by key, nothing loaded). */
export interface RelationInState {
  to: ModelKey;
  /** Join model that the field names itself; undefined when the field makes its own or needs none. */
  through: ModelKey | undefined;
  throughFields: readonly string[] | undefined;
  /** Fields of this model that hold the key; null stands for the field itself. */
  fromFields: readonly (string | null)[] | undefined;
  /** Fields of the other model that are pointed at; null stands for its primary key. Undefined where it has no meaning. */
  toFields: readonly (string | null)[] | undefined;
}

/** What a relation field of a state refers to; undefined for ordinary fields. */
export function relationOf(field: Field, appLabel: string, modelName: string): RelationInState | undefined {
  if (!field.isRelation) return undefined;
  const options = field.deconstruct().options as RelationOptions;
  const to = options.to;
  if (to === undefined) return undefined;
  return {
    to: resolveModel(to, appLabel, modelName),
    through: options.through == null ? undefined : resolveModel(options.through, appLabel, modelName),
    throughFields: options.throughFields ?? undefined,
    ...(field.manyToMany
      ? { fromFields: undefined, toFields: undefined }
      : {
          fromFields: options.fromFields ?? [null],
          toFields: options.toFields ?? [options.toField ?? null],
        }),
  };
}

interface RelationOptions {
  to?: ModelReference;
  through?: ModelReference | null;
  throughFields?: readonly string[];
  fromFields?: readonly (string | null)[];
  toFields?: readonly (string | null)[];
  toField?: string;
}
