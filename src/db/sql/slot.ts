/**
 * The place of a value that a query was asked with. A query's shape holds slots, the QuerySet the values, so that one
 * shape, and the SQL made of it, serves every query that differs only in its values.
 */
export class Slot {
  /** Place in the values of the query. */
  readonly index: number;
  /** A value of the kind that goes here, where it is known: kinds are part of the shape, so code may look at it but not keep it. */
  readonly sample: unknown;

  constructor(index: number, sample: unknown) {
    this.index = index;
    this.sample = sample;
  }

  /** The parameter that stands for its value. */
  param(prepare: Prepare): SlotParam {
    return new SlotParam(this.index, prepare);
  }
}

/** A part of the value of another slot. */
export class PartSlot extends Slot {
  readonly #whole: Slot;
  readonly #read: (whole: unknown) => unknown;

  constructor(whole: Slot, read: (whole: unknown) => unknown) {
    super(whole.index, whole.sample === undefined ? undefined : read(whole.sample));
    this.#whole = whole;
    this.#read = read;
  }

  override param(prepare: Prepare): SlotParam {
    const read = this.#read;
    return this.#whole.param((value) => prepare(read(value)));
  }
}

export type Prepare = (value: unknown) => unknown;

/** A parameter of finished SQL that comes from the values of the query. */
export class SlotParam {
  readonly index: number;
  readonly prepare: Prepare;

  constructor(index: number, prepare: Prepare) {
    this.index = index;
    this.prepare = prepare;
  }
}

/** The value that is there while a query is put together: a slot's sample, or the value itself. */
export function sampleOf(value: unknown): unknown {
  return value instanceof Slot ? value.sample : value;
}

/** Make the parameters of finished SQL: constants stay, functions are called, slots are filled from the values; truth values become numbers where there is no type for them. */
export function bindParams(
  params: readonly unknown[],
  values: readonly unknown[],
  nativeBooleans: boolean,
): unknown[] {
  const bound = new Array<unknown>(params.length);
  for (let i = 0; i < params.length; i++) {
    const param = params[i];
    const value =
      param instanceof SlotParam
        ? param.prepare(values[param.index])
        : typeof param === 'function'
          ? param()
          : param;
    bound[i] = nativeBooleans || typeof value !== 'boolean' ? value : value ? 1 : 0;
  }
  return bound;
}
