import { randomUUID } from 'node:crypto';
import { DeserializationError } from './errors.ts';

/** Whole numbers that JavaScript may not count, and numbers that JSON does not have but Python's writes. */
const SPECIAL = /(?<![\w.+-])-?(?:\d{16,}(?![\d.eE])|Infinity\b)|\bNaN\b/;
const TEXT_OR_SPECIAL = new RegExp(`"(?:[^"\\\\]+|\\\\.)*"|${SPECIAL.source}`, 'g');

/**
 * What JSON says, whole numbers beyond 2^53 as a bigint, with `NaN` and `Infinity` as Python writes them.
 * @throws DeserializationError with what the parser says
 */
export function parseJson(text: string, where = 'The JSON'): unknown {
  try {
    return SPECIAL.test(text) ? parseSpecial(text) : JSON.parse(text);
  } catch (cause) {
    throw new DeserializationError(
      `${where} cannot be parsed: ${(cause as Error).message}.`,
      'Mend it at the place that is named.',
      { cause },
    );
  }
}

/** Such numbers go through the parser as texts that nothing else begins like. */
function parseSpecial(text: string): unknown {
  const mark = `${randomUUID()} `;
  const marked = text.replace(TEXT_OR_SPECIAL, (part) => (part.startsWith('"') ? part : `"${mark}${part}"`));
  return JSON.parse(marked, (_key, value: unknown) =>
    typeof value === 'string' && value.startsWith(mark) ? numberOf(value.slice(mark.length)) : value,
  );
}

function numberOf(text: string): number | bigint {
  const number = Number(text);
  return Number.isInteger(number) && !Number.isSafeInteger(number) ? BigInt(text) : number;
}
