import type { AnyModel } from '../../db/models/model.ts';

/** An object as fixtures hold it: `{ model: 'articles.article', pk: 1, fields: { title: 'First', created_at: ... } }`. */
export interface SerializedObject {
  /** `'app.model'`, in lower case. */
  model: string;
  /** Left out where the natural key of the object says which one it is. */
  pk?: unknown;
  /** By Django's names: `createdAt` is `created_at`. */
  fields: Record<string, unknown>;
}

/** What is written: instances, QuerySets, anything that gives instances one by one. */
export type Instances = Iterable<AnyModel> | AsyncIterable<AnyModel>;

export interface SerializeOptions {
  /** Write these fields only; names as in the model, or as in fixtures. */
  fields?: readonly string[];
  /** Spaces per level; one line without it. */
  indent?: number;
  /** Write relations as the `naturalKey()` of the object that they point at. */
  useNaturalForeignKeys?: boolean;
  /** Leave out primary keys of models that have a `naturalKey()`. */
  useNaturalPrimaryKeys?: boolean;
}

export interface DeserializeOptions {
  /** Pass over fields, models and apps that are gone. */
  ignoreNonexistent?: boolean;
  /** Leave relations to objects that come later for `saveDeferredFields()`. */
  handleForwardReferences?: boolean;
  /** Database that natural keys are looked up in. */
  using?: string;
}

/** What fixtures are read from. */
export type SerializedSource =
  | string
  | AsyncIterable<string | Uint8Array>
  | Iterable<SerializedObject>
  | AsyncIterable<SerializedObject>;

/**
 * A way to write objects down. A project's own is a module that exports `write`, `read`, or both, and is named in the
 * setting SERIALIZATION_MODULES: `{ csv: 'shop/csv.ts' }`.
 */
export interface SerializationFormat {
  /** The text, piece by piece. */
  write?(objects: AsyncIterable<AnyModel>, options: SerializeOptions): AsyncIterable<string>;
  /** The objects of a text; `source` gives it piece by piece. */
  read?(source: AsyncIterable<string>): AsyncIterable<SerializedObject>;
}
