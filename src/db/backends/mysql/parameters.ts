import { ProgrammingError } from '../../errors.ts';
import { checkDate } from '../base/check-date.ts';
import { wellFormed } from '../base/well-formed.ts';

/** A parameter that has to arrive as an exact number with decimal places, not as text or a float. */
export class DecimalParameter {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }

  toJSON(): string {
    return this.text;
  }
}

/** A whole number that has to arrive as a float: what is divided by it keeps its digits. */
export class FloatParameter {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }

  /** Equal for parameters that are. */
  get parameterKey(): string {
    return `${this.value}e0`;
  }

  toString(): string {
    return this.parameterKey;
  }

  toJSON(): number {
    return this.value;
  }
}

/** A time zone by name: servers know names only when their time zone tables are filled. */
export class ZoneParameter {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  toString(): string {
    return this.name;
  }
}

/** Makers of parameters whose type is told to the server; the driver has them. */
export interface ParameterTypes {
  LONGLONG(value: bigint | number): unknown;
  NEWDECIMAL(value: string): unknown;
}

const LARGEST_SIGNED = 2n ** 63n;

/** Parameters as the driver takes them: whole numbers as integers (it sends other numbers as floats), decimals exactly. */
export function adaptParams(params: readonly unknown[], types: ParameterTypes): unknown[] {
  return params.map((value, position) => adapt(value, position, types));
}

function adapt(value: unknown, position: number, types: ParameterTypes): unknown {
  switch (typeof value) {
    case 'string':
      return wellFormed(value);
    case 'number':
      if (Number.isSafeInteger(value)) return types.LONGLONG(value);
      return Number.isFinite(value) ? value : String(value);
    case 'bigint':
      return value < LARGEST_SIGNED && value >= -LARGEST_SIGNED
        ? types.LONGLONG(value)
        : types.NEWDECIMAL(String(value));
    case 'boolean':
      return types.LONGLONG(value ? 1 : 0);
    case 'object':
      if (value === null) return null;
      if (value instanceof DecimalParameter) return types.NEWDECIMAL(value.text);
      if (value instanceof FloatParameter) return value.value;
      if (value instanceof Uint8Array) return bytes(value);
      if (value instanceof Date) return checkDate(value).toISOString().replace('T', ' ').replace('Z', '');
      if (hasOwnText(value)) return String(value);
  }
  throw new ProgrammingError(
    `Parameter ${position + 1} of the statement is ${describe(value)}, which MySQL cannot store.`,
    'Give it as text, a number, a boolean, a date, bytes or null.',
  );
}

function bytes(value: Uint8Array): Buffer {
  return Buffer.isBuffer(value) ? value : Buffer.from(value.buffer, value.byteOffset, value.byteLength);
}

/** Decimals, Temporal values, zones: classes whose text is their value. */
function hasOwnText(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return (
    !Array.isArray(value) &&
    prototype !== Object.prototype &&
    prototype !== null &&
    (value as object).toString !== Object.prototype.toString
  );
}

function describe(value: unknown): string {
  if (value === undefined) return 'undefined';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
