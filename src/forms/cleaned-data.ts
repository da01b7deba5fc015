import type { cleanedType } from './bound-field.ts';

/** The type of the cleaned value that a declared field has. */
export type CleanedValue<B> = B extends { readonly [cleanedType]: infer T } ? T : never;

/** `cleanedData` of a form: its fields' names with the types of their cleaned values. */
export type CleanedData<F> = { [K in keyof F]: CleanedValue<F[K]> };
