import { asciiDigits } from '../../utils/ascii-digits.ts';
import { isText } from '../../utils/text-object.ts';
import { gettext } from '../../utils/translation/gettext.ts';
import { EmptyPage, PageNotAnInteger } from './errors.ts';

/** Texts for page numbers that won't do. */
export interface PaginatorMessages {
  readonly invalidPage: string;
  readonly minPage: string;
  readonly noResults: string;
}

export const DEFAULT_MESSAGES: PaginatorMessages = {
  invalidPage: 'That page number is not an integer',
  minPage: 'That page number is less than 1',
  noResults: 'That page contains no results',
};

/** A page number as one: `'3'` of a query string, 3. @throws PageNotAnInteger */
export function toPageNumber(given: unknown, messages: PaginatorMessages): number {
  const text = isText(given) ? asciiDigits(given.toString()) : undefined;
  const isNumber = typeof given === 'number' || typeof given === 'bigint' || given instanceof Number;
  const number =
    isNumber || (text !== undefined && /^\s*[+-]?\d+\s*$/.test(text)) ? Number(text ?? given) : Number.NaN;
  if (!Number.isInteger(number)) throw new PageNotAnInteger(gettext(messages.invalidPage));
  return number;
}

/** @throws EmptyPage for a number that is too small or too great */
export function checkRange(number: number, numPages: number, messages: PaginatorMessages): void {
  if (number < 1) throw new EmptyPage(gettext(messages.minPage));
  if (number > numPages) throw new EmptyPage(gettext(messages.noResults));
}
