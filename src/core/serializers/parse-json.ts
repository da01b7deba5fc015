import { randomUUID } from 'node:crypto';
import { DeserializationError } from './errors.ts';

/** Whole numbers that JavaScript may not count, and numbers that JSON does not have but Python's writes. */
const SPECIAL = /(?<![\w.+-])-?(?:\d{16,}(?![\d.eE])|Infinity\b)|\bNaN\b/;
const ALL_SPECIAL = new RegExp(SPECIAL, 'g');

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
  const marked = outsideTexts(text, (part) => part.replace(ALL_SPECIAL, `"${mark}$&"`));
  return JSON.parse(marked, (_key, value: unknown) =>
    typeof value === 'string' && value.startsWith(mark) ? numberOf(value.slice(mark.length)) : value,
  );
}

/** Change what of JSON is in no text. A pattern for whole texts would run out of stack at some megabytes. */
function outsideTexts(json: string, change: (part: string) => string): string {
  let changed = '';
  let at = 0;
  for (;;) {
    const start = json.indexOf('"', at);
    if (start < 0) return changed + change(json.slice(at));
    changed += change(json.slice(at, start));
    at = endOfText(json, start);
    changed += json.slice(start, at);
  }
}

/** Behind the quote that ends a text: one before which there is an even number of backslashes. */
function endOfText(json: string, start: number): number {
  for (let quote = json.indexOf('"', start + 1); quote >= 0; quote = json.indexOf('"', quote + 1)) {
    let before = quote - 1;
    while (json[before] === '\\') before--;
    if ((quote - before) % 2 === 1) return quote + 1;
  }
  return json.length;
}

function numberOf(text: string): number | bigint {
  const number = Number(text);
  return Number.isInteger(number) && !Number.isSafeInteger(number) ? BigInt(text) : number;
}
