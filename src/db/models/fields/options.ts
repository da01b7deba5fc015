import type { Awaitable } from '../../../utils/awaitable.ts';
import type { Text } from '../../../utils/translation/lazy.ts';
import type { NotProvided } from '../constants.ts';
import type { ChoicesOption } from './choices.ts';

/** Throws a ValidationError, or rejects with one. */
export type Validator = (value: unknown) => Awaitable<void>;
/** Messages by kind of mistake: `{ unique: 'This name is taken.' }`. */
export type ErrorMessages = Readonly<Record<string, Text>>;

/** What every field accepts; `T` is the type of its values. Names and meaning are Django's. */
export interface FieldOptions<T = unknown> {
  /** Let the column hold NULL; the property is then `T | null`. */
  null?: boolean;
  /** Let forms and `fullClean()` accept an empty value. */
  blank?: boolean;
  /** Value of new instances, or a function that makes it. */
  default?: T | (() => T) | NotProvided | null;
  /** Default kept by the database: a value or an expression. */
  dbDefault?: unknown;
  unique?: boolean;
  primaryKey?: boolean;
  dbIndex?: boolean;
  /** Column name; made of the property's name otherwise. */
  dbColumn?: string | null;
  dbTablespace?: string | null;
  /** Comment on the column, where the database has such a thing. */
  dbComment?: string | null;
  choices?: ChoicesOption<T | null> | null;
  /** What people call it; made of the property's name otherwise. */
  verboseName?: Text | null;
  helpText?: Text;
  /** Whether forms and the admin show it. */
  editable?: boolean;
  validators?: readonly Validator[];
  errorMessages?: ErrorMessages | null;
  /** Unique among the rows with the same day in this date field. */
  uniqueForDate?: string | null;
  uniqueForMonth?: string | null;
  uniqueForYear?: string | null;
  /** Whether fixtures hold it. */
  serialize?: boolean;
  /** Made by the framework, as the implicit id is. */
  autoCreated?: boolean;
}
