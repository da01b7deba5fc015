import type { BoundField } from '../bound-field.ts';
import * as fields from '../fields/field-classes.ts';
import { declare } from './declare.ts';

type ChoicesOf<O> = O extends { readonly choices: infer C } ? C : unknown;
/** The texts of a literal list of choices; `string` for any other. */
type Texts<C> = C extends readonly (infer E)[] ? EntryTexts<E> : string;
type EntryTexts<E> = E extends readonly [infer V, infer L]
  ? L extends readonly (infer Inner)[]
    ? EntryTexts<Inner>
    : V extends string | number
      ? `${V}`
      : string
  : string;
type Chosen<O> = O extends { readonly required: false } ? Texts<ChoicesOf<O>> | '' : Texts<ChoicesOf<O>>;
type Coerced<O> = O extends { readonly coerce: (value: string) => infer T } ? T : string;
type EmptyOf<O, Default> = O extends { readonly emptyValue: infer E } ? E : Default;

/** One of several texts: the type of the cleaned value is that of the choices where they are written out. */
export function ChoiceField<const O extends fields.ChoiceFieldOptions>(
  options: O,
): BoundField<Chosen<O>, fields.ChoiceField> {
  return declare(new fields.ChoiceField(options));
}

/** Several of a number of texts. */
export function MultipleChoiceField<const O extends fields.ChoiceFieldOptions>(
  options: O,
): BoundField<Texts<ChoicesOf<O>>[], fields.MultipleChoiceField> {
  return declare(new fields.MultipleChoiceField(options));
}

/** One of several values, made of the chosen text by `coerce`. */
export function TypedChoiceField<const O extends fields.TypedChoiceFieldOptions>(
  options: O,
): BoundField<
  O extends { readonly required: false } ? Coerced<O> | EmptyOf<O, ''> : Coerced<O>,
  fields.TypedChoiceField
> {
  return declare(new fields.TypedChoiceField(options));
}

/** Several values, made of the chosen texts by `coerce`. */
export function TypedMultipleChoiceField<const O extends fields.TypedChoiceFieldOptions>(
  options: O,
): BoundField<Coerced<O>[], fields.TypedMultipleChoiceField> {
  return declare(new fields.TypedMultipleChoiceField(options));
}

/** A file or folder of a folder on the server, as its full path. */
export function FilePathField(
  options: fields.FilePathFieldOptions,
): BoundField<string, fields.FilePathField> {
  return declare(new fields.FilePathField(options));
}
