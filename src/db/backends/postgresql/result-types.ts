import type Pg from 'pg';
import { DataError } from '../../errors.ts';
import { parseArray } from './array-text.ts';

type Parse = (text: string) => unknown;

const BOOL = 16;
const BYTEA = 17;
const INT8 = 20;
const INT2 = 21;
const INT4 = 23;
const OID = 26;
const TEXT = 25;
const FLOAT4 = 700;
const FLOAT8 = 701;

/** The types of the items of lists. What has no number, such as numerics and moments, is read as text, as in a column. */
const ITEMS: ReadonlyMap<number, number> = new Map([
  [1000, BOOL],
  [1001, BYTEA],
  [1005, INT2],
  [1007, INT4],
  [1016, INT8],
  [1021, FLOAT4],
  [1022, FLOAT8],
  [1028, OID],
  // char, name, text, bpchar, varchar, json, jsonb, inet, date, time, timestamp, timestamptz, interval, numeric, uuid
  ...[1002, 1003, 1009, 1014, 1015, 199, 3807, 1041, 1182, 1183, 1115, 1185, 1187, 1231, 2951].map(
    (oid) => [oid, TEXT] as const,
  ),
]);

const PARSERS: ReadonlyMap<number, Parse> = new Map<number, Parse>([
  [BOOL, (text) => text === 't'],
  [BYTEA, (text) => Buffer.from(text.slice(2), 'hex')],
  [INT2, Number],
  [INT4, Number],
  [OID, Number],
  [FLOAT4, Number],
  [FLOAT8, Number],
]);

/** A number where that is exact, else a bigint. */
function wideInteger(text: string): number | bigint {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}

function exactInteger(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number)) return number;
  throw new DataError(
    `The integer ${text} is greater than a number can hold exactly.`,
    'Read this column as text, or as a bigint through a BigIntegerField.',
  );
}

const asText: Parse = (text) => text;

/**
 * How columns are read. Dates, times, numerics, JSON and whatever is not named here stay text, for the fields to read without loss.
 */
export function resultTypes(wide: boolean): Pg.CustomTypesConfig {
  const integer = wide ? wideInteger : exactInteger;
  const ofOne = (oid: number): Parse => (oid === INT8 ? integer : (PARSERS.get(oid) ?? asText));
  const parsers = new Map<number, Parse>();
  for (const oid of [...PARSERS.keys(), INT8]) parsers.set(oid, ofOne(oid));
  for (const [oid, item] of ITEMS) {
    const read = ofOne(item);
    parsers.set(oid, (text) => parseArray(text, read));
  }
  return {
    getTypeParser: ((oid: number) => parsers.get(oid) ?? asText) as Pg.CustomTypesConfig['getTypeParser'],
  };
}
