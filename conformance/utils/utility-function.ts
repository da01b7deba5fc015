/** What a method is called on. */
export interface ObjectDescription {
  readonly class: string;
  readonly args: unknown[];
  readonly kwargs: Readonly<Record<string, unknown>>;
  readonly attrs: Readonly<Record<string, unknown>>;
}

/** A function of Django's: its arguments by place and by name, and the object where it is a method. */
export type UtilityFunction = (
  args: never[],
  kwargs: Readonly<Record<string, never>>,
  object: ObjectDescription | undefined,
) => unknown;

/** Functions by Django's dotted names. */
export type UtilityFunctions = Readonly<Record<string, UtilityFunction>>;
