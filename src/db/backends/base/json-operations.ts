import type { SqlFragment } from './fragment.ts';

/** How a database looks into JSON. `keys` lead from the column inwards; digits alone are also places in a list. */
export interface JsonOperations {
  /** The value under some keys, as JSON. */
  key(column: SqlFragment, keys: readonly string[]): SqlFragment;
  /** The same where a list of `item()`s follows. */
  keyAmongItems(column: SqlFragment, keys: readonly string[]): SqlFragment;
  /** The same as text. */
  keyText(column: SqlFragment, keys: readonly string[]): SqlFragment;
  /** Whether that is a text whatever is under the keys, and NULL for JSON's null. */
  readonly keyTextIsText: boolean;
  /** The same as `<` and `>` compare it, and what it is compared with. */
  keyToCompare(column: SqlFragment, keys: readonly string[]): SqlFragment;
  valueToCompare(value: unknown, encode: (value: unknown) => string): unknown;
  /** Whether there is a value under some keys. */
  isMissing(column: SqlFragment, keys: readonly string[], missing: boolean): SqlFragment;
  /** JSON as a whole, so that two texts of one value are equal. */
  whole(value: SqlFragment): SqlFragment;
  /** A value under keys, to be compared with another one. */
  comparable(value: SqlFragment): SqlFragment;
  /** JSON text of a parameter, to be compared with `key()`. */
  item(parameter: SqlFragment): SqlFragment;
  /** Parameter that asks for a key, which is one of an object even when it looks like a place in a list. */
  keyParameter(before: readonly string[], key: string): unknown;
  hasKey(column: SqlFragment, before: readonly string[], parameter: SqlFragment): SqlFragment;
  contains(left: SqlFragment, right: SqlFragment): SqlFragment;
  containedBy(left: SqlFragment, right: SqlFragment): SqlFragment;
  /** An object of the given keys and values. */
  object(pairs: readonly (readonly [key: string, value: SqlFragment])[]): SqlFragment;
  /** A list of values. */
  array(values: readonly SqlFragment[]): SqlFragment;
}
