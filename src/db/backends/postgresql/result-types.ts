import type Pg from 'pg';
import { DataError } from '../../errors.ts';

type Parse = (text: string) => unknown;

/** Lists that the driver reads itself: of booleans, numbers, texts, UUIDs. */
const ARRAYS: ReadonlySet<number> = new Set([
  1000, 1005, 1007, 1009, 1014, 1015, 1016, 1021, 1022, 1231, 2951,
]);

const PARSERS: ReadonlyMap<number, Parse> = new Map<number, Parse>([
  [16, (text) => text === 't'],
  [17, (text) => Buffer.from(text.slice(2), 'hex')],
  [21, Number],
  [23, Number],
  [26, Number],
  [700, Number],
  [701, Number],
]);

const INT8 = 20;

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

/**
 * How columns are read. Dates, times, numerics, JSON and whatever is not named here stay text, for the fields to read without loss.
 */
export function resultTypes(pg: typeof Pg, wide: boolean): Pg.CustomTypesConfig {
  const asText: Parse = (text) => text;
  return {
    getTypeParser: ((oid: number) => {
      if (oid === INT8) return wide ? wideInteger : exactInteger;
      if (ARRAYS.has(oid)) return pg.types.getTypeParser(oid, 'text');
      return PARSERS.get(oid) ?? asText;
    }) as Pg.CustomTypesConfig['getTypeParser'],
  };
}
