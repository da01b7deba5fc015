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

/** What an expression gives, `unknown` when it doesn't say. */
export type OutputOf<E> = E extends { readonly [output]?: infer V } ? Exclude<V, undefined> : unknown;
