import { markedNumber } from '../../utils/formats.ts';
import { str } from '../../utils/python-str.ts';
import { SafeString } from '../../utils/safe-string.ts';
import { gettext, pgettext } from '../../utils/translation/gettext.ts';
import { Definer } from '../filters/define.ts';
import { toBigInt, wholeNumber } from '../filters/numbers.ts';
import { Library } from '../library.ts';
import { TemplateValueError } from '../render-errors.ts';
import { truth } from '../runtime/truth.ts';
import { intword } from './intword.ts';
import { naturalday, naturaltime } from './natural-time.ts';

/** `{% load humanize %}`: numbers and dates for people. */
export const humanize: Library = new Library();
const define = new Definer(humanize);
define.value('ordinal', ordinal, { isSafe: true });
define.value('intcomma', (value, localized = true) => intcomma(value, truth(localized)), {
  isSafe: true,
  arg: 'optional',
});
define.value('intword', intword);
define.value('apnumber', apnumber, { isSafe: true });
define.value('naturalday', naturalday, { arg: 'optional', expectsLocaltime: true });
define.value('naturaltime', naturaltime);

const SUFFIXES = ['th', 'st', 'nd', 'rd', 'th', 'th', 'th', 'th', 'th', 'th'];

/** `1st`, `22nd`, `113th`. */
function ordinal(value: unknown): unknown {
  const number = wholeNumber(value);
  if (number === undefined) return value;
  const text = str(number);
  if (number < 0) return text;
  const digit = Number(text.at(-1));
  const format = /1[123]$/.test(text)
    ? pgettext('ordinal 11, 12, 13', '{}th')
    : pgettext(`ordinal ${digit}`, `{}${SUFFIXES[digit]}`);
  return new SafeString(format.replace('{}', text));
}

/** `4,500,000`. */
function intcomma(value: unknown, localized: boolean): unknown {
  const number = localized ? numberOf(value) : undefined;
  if (number !== undefined) return markedNumber(number, null, true, true);
  return str(value).replace(/(?<=^-?)\p{Nd}+/u, inThrees);
}

/** Digits in groups of three from the right, with commas between. */
function inThrees(digits: string): string {
  const characters = [...digits];
  const groups: string[] = [];
  for (let end = characters.length; end > 0; end -= 3)
    groups.push(characters.slice(Math.max(0, end - 3), end).join(''));
  return groups.reverse().join(',');
}

/** What the language's separators can be put in. @throws TemplateValueError for a Decimal that is infinite or no number */
function numberOf(value: unknown): number | bigint | { toString(): string } | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (!isDecimal(value)) return toBigInt(value);
  if (!Number.isFinite(Number(value)) && !(value instanceof Number))
    throw new TemplateValueError(`${str(value)} has no digits to put commas between.`);
  return value;
}

function isDecimal(value: unknown): value is { toString(): string } {
  return typeof value === 'object' && value !== null && 'toFixed' in value;
}

/** One to nine in words. */
function apnumber(value: unknown): unknown {
  const number = wholeNumber(value);
  if (number === undefined) return value;
  const words = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
  return number > 0 && number < 10 ? gettext(words[Number(number) - 1]!) : number;
}
