import type { Decimal } from '../../../utils/decimal.ts';
import type { Field } from '../fields/field.ts';

/** Marks what an expression gives; no value has it. */
declare const output: unique symbol;
export type OutputMark = typeof output;

/** Anything that compiles to SQL: `F('price')`, `Count('comments')`, `Value(3)`, a subquery. */
export interface ExpressionLike {
  resolveExpression(...args: never[]): unknown;
}

/** An expression whose result is a `V`. For `FieldAt<'author__name'>` it is the type of that field of the model asked. */
export interface Typed<V> extends ExpressionLike {
  readonly [output]?: V;
}

/** Stands for the type of the field at a path, until the model is known. */
export interface FieldAt<Path extends string> {
  readonly path: Path;
}
/** The same, or null: what Min and Max of no rows give. */
export interface FieldAtOrNull<Path extends string> {
  readonly nullablePath: Path;
}

/** A list of them, or null: what ArrayAgg gives. */
export interface FieldAtInList<Path extends string> {
  readonly listedPath: Path;
}

/** The first of several values that is not null: what Coalesce gives. */
export interface FirstOf<Values extends readonly unknown[]> {
  readonly firstOf: Values;
}

/** One of several values, or null if one of them is: what Greatest and Least give. */
export interface OneOf<Values extends readonly unknown[]> {
  readonly oneOf: Values;
}

/** What an expression gives, `unknown` when it doesn't say. */
export type OutputOf<E> = E extends { readonly [output]?: infer V } ? Exclude<V, undefined> : unknown;

/** What a value is where a text names a field, a number is itself, and an expression is what it gives: `then` and `default` of a Case. */
export type OperandValue<T> = T extends string
  ? FieldAt<T>
  : T extends number
    ? number
    : T extends boolean
      ? boolean
      : T extends bigint
        ? bigint
        : T extends ExpressionLike
          ? OutputOf<T>
          : T extends Date | Decimal | { readonly [Symbol.toStringTag]: `Temporal.${string}` } | null
            ? T
            : unknown;

/**
 * What an `outputField` is: `new fields.IntegerField()`, or as in a class body `models.IntegerField()`, whose type is that of its
 * values.
 */
export type OutputField = Field | NonNullable<unknown> | null;

/** What each of the arguments of a function is. */
export type Operands<A extends readonly unknown[]> = { readonly [I in keyof A]: OperandValue<A[I]> };

/** Options that name the type of a function; no expression, which has an `outputField`, too. */
export interface WithOutputField<O> {
  function?: string;
  template?: string;
  argJoiner?: string;
  outputField: O;
  resolveExpression?: never;
}

/** The type of the values of an `outputField`, where it says so. */
export type OutputValue<O> = [O] extends [never]
  ? unknown
  : O extends Field
    ? O extends { readonly valueType: infer V }
      ? V
      : unknown
    : O;

/** The type of a sum or an average of a field: a number, or a Decimal or Duration where the field holds those. */
export interface SumAt<Path extends string> {
  readonly summedPath: Path;
}
/** The same with a default for no rows. */
export interface SureSumAt<Path extends string> {
  readonly surelySummedPath: Path;
}

/** The one value of a row of a subquery: that of `values('title')`, `valuesList('title')`, or the key of an instance. */
export type OnlyValue<Row> = unknown extends Row
  ? unknown
  : Row extends readonly [infer V]
    ? V
    : Row extends { readonly pk: infer Pk; save: unknown }
      ? Pk
      : Row extends readonly unknown[] | { toJSON(): unknown }
        ? Row
        : Row extends object
          ? Row[keyof Row]
          : Row;
