import type { Awaitable } from '../../../utils/awaitable.ts';
import type { Field } from '../../models/fields/field.ts';
import type { ModelState } from '../state/model-state.ts';

/** A field that a question is about. */
export interface AskedField {
  appLabel: string;
  modelName: string;
  name: string;
  field: Field;
}

/** No default is given: the rows have been looked after in another way. */
export const NO_DEFAULT: unique symbol = Symbol('no default');

/** What makemigrations cannot know by itself. Each answer may take its time. */
export interface Questioner {
  /** Whether to write a first migration for an app that has none. */
  askInitial(appLabel: string): Awaitable<boolean>;
  /** A value for the rows that are there, for a new column that takes no NULL. */
  askNotNullAddition(field: AskedField): Awaitable<unknown>;
  /** The same for a column that takes no NULL any more; or NO_DEFAULT. */
  askNotNullAlteration(field: AskedField): Awaitable<unknown>;
  /** The same for a new field that keeps the time of its row's creation. */
  askAutoNowAddAddition(field: AskedField): Awaitable<unknown>;
  /** Tell that one value cannot serve all rows of a unique column. */
  askUniqueCallableDefaultAddition(field: AskedField): Awaitable<void>;
  askRename(field: AskedField, oldName: string): Awaitable<boolean>;
  askRenameModel(from: ModelState, to: ModelState): Awaitable<boolean>;
  askMerge(appLabel: string): Awaitable<boolean>;
}
