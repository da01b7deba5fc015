import { DataError, ProgrammingError } from '../../errors.ts';
import { checkDate } from '../base/check-date.ts';
import { checkText } from './quote-value.ts';
import { TypedText } from './typed-text.ts';

/** So many dimensions an array of PostgreSQL's may have. */
const DEEPEST = 6;

/** Parameters as the driver sends them: texts, numbers, bytes, lists of them, null. */
export function adaptParams(params: readonly unknown[]): unknown[] {
  return params.map(adaptValue);
}

/** @throws DataError, ProgrammingError for what cannot be a parameter */
export function adaptValue(value: unknown, position: number): unknown {
  return adapt(value, position, 0);
}

function adapt(value: unknown, position: number, depth: number): unknown {
  switch (typeof value) {
    case 'string':
      checkText(value);
      return value;
    case 'number':
    case 'boolean':
      return value;
    case 'bigint':
      return String(value);
    case 'object':
      if (value === null || value instanceof Uint8Array) return value;
      if (value instanceof TypedText) return adapt(value.text, position, depth);
      if (value instanceof Date) return checkDate(value).toISOString();
      if (Array.isArray(value)) {
        if (depth < DEEPEST) return value.map((item) => adapt(item, position, depth + 1));
        throw new DataError(`Parameter ${position + 1} has lists in lists, more than ${DEEPEST} deep.`);
      }
      if (hasOwnText(value)) return String(value);
  }
  throw new ProgrammingError(
    `Parameter ${position + 1} of the statement is ${describe(value)}, which PostgreSQL cannot store.`,
    'Give it as text, a number, a boolean, a date, bytes, a list of them, or null; objects as JSON text.',
  );
}

/** Decimals and Temporal values: classes whose text is their value. */
function hasOwnText(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype !== Object.prototype && prototype !== null && 'toJSON' in value;
}

function describe(value: unknown): string {
  if (value === undefined) return 'undefined';
  return typeof value === 'object'
    ? `an object of ${value?.constructor?.name ?? 'no class'}`
    : `a ${typeof value}`;
}
