import { ProgrammingError } from '../../errors.ts';
import { checkDate } from '../base/check-date.ts';

/**
 * Values of hand-written SQL in the form that SQLite takes. Queries of the ORM never come here: their values have been
 * prepared by the fields, and only parameters that a driver refused are looked at again.
 */
export function adaptParams(params: readonly unknown[]): unknown[] {
  return params.map(adapt);
}

function adapt(value: unknown, position: number): unknown {
  switch (typeof value) {
    case 'boolean':
      return value ? 1 : 0;
    case 'string':
    case 'number':
    case 'bigint':
      return value;
    case 'undefined':
      break;
    case 'object':
      if (value === null || value instanceof Uint8Array) return value;
      if (value instanceof Date) return checkDate(value).toISOString().replace('T', ' ').replace('Z', '');
      if (hasOwnText(value)) return String(value);
  }
  throw new ProgrammingError(
    `Parameter ${position + 1} of the statement is ${describe(value)}, which SQLite cannot store.`,
    'Give it as text, a number, a boolean, a date, bytes or null.',
  );
}

/** Decimals and Temporal values: classes whose text is their value. */
function hasOwnText(value: object): boolean {
  return (
    !Array.isArray(value) &&
    Object.getPrototypeOf(value) !== Object.prototype &&
    Object.getPrototypeOf(value) !== null &&
    typeof (value as { toJSON?: unknown }).toJSON === 'function' &&
    typeof (value as { valueOf?: unknown }).valueOf === 'function'
  );
}

function describe(value: unknown): string {
  if (value === undefined) return 'undefined';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object'
    ? `an object of ${value?.constructor?.name ?? 'no class'}`
    : `a ${typeof value}`;
}
