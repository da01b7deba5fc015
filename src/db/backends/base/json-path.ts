import { asciiOnly } from '../../../utils/json-text.ts';

/** `$."a"[0]` for the keys `a` and `0`. */
/** @param fromEnd how the n-th place from the end is written, where there is a way; a key of its own otherwise */
export function jsonPath(keys: readonly string[], fromEnd?: (place: number) => string): string {
  const parts = keys.map((key) => {
    if (/^\d+$/.test(key)) return `[${key}]`;
    const place = fromEnd !== undefined && /^-[1-9]\d*$/.test(key) ? -Number(key) : undefined;
    return place === undefined ? jsonMember(key) : fromEnd!(place);
  });
  return `$${parts.join('')}`;
}

/** A key of an object, written as it is in the JSON of a column: databases compare the texts as they stand. */
export function jsonMember(key: string): string {
  return `.${asciiOnly(JSON.stringify(key))}`;
}
