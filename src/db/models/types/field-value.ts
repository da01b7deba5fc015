/** The value of a field by its options: narrowed to the choices where they are literals, `| null` with `null: true`. */
export type FieldValue<O, T> = Nullable<O, O extends { choices: infer C } ? ChosenValue<C, T> : T>;

/** `T`, or `T | null` when the options say `null: true`. */
export type Nullable<O, T> = O extends { null: infer N } ? (N extends false ? T : T | null) : T;

/** The values that choices allow; `T` where they aren't known to the compiler. */
type ChosenValue<C, T> = C extends { readonly choices: infer L }
  ? ListedValue<L, T>
  : C extends readonly unknown[]
    ? ListedValue<C, T>
    : T;
type ListedValue<L, T> = L extends readonly (infer Entry)[]
  ? Entry extends readonly [infer Value, infer Rest]
    ? Rest extends readonly (readonly [infer Inner, unknown])[]
      ? Extract<Inner, T>
      : Extract<Value, T>
    : T
  : T;

/** Shown in place of an option that a field doesn't have. */
export interface NoSuchOption<Name> {
  'this field has no option of this name': Name;
}

/** The options as given, checked for names that the field doesn't have. */
export type Exactly<O, Known> = O & { [K in Exclude<keyof O, keyof Known>]: NoSuchOption<K> };
