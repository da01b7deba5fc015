import { numberFormat } from '../../utils/formats.ts';
import { str } from '../../utils/python-str.ts';
import { SafeString } from '../../utils/safe-string.ts';
import { gettext, pgettext } from '../../utils/translation/gettext.ts';
import { Definer } from '../filters/define.ts';
import { toBigInt, toInt } from '../filters/numbers.ts';
import { Library } from '../library.ts';
import { intword } from './intword.ts';
import { naturalday, naturaltime } from './natural-time.ts';

/** `{% load humanize %}`: numbers and dates for people. */
export const humanize: Library = new Library();
const define = new Definer(humanize);
define.value('ordinal', ordinal, { isSafe: true });
define.value('intcomma', (value, localized = true) => intcomma(value, localized !== false), {
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
  const number = toInt(value);
  if (number === undefined) return value;
  if (number < 0) return str(number);
  const teen = [11, 12, 13].includes(number % 100);
  const digit = number % 10;
  const text = teen
    ? pgettext('ordinal 11, 12, 13', '{}th')
    : pgettext(`ordinal ${digit}`, `{}${SUFFIXES[digit]}`);
  return new SafeString(text.replace('{}', String(number)));
}

/** `4,500,000`. */
function intcomma(value: unknown, localized: boolean): unknown {
  if (localized) {
    if (typeof value === 'number' || typeof value === 'bigint') return numberFormat(value, null, true, true);
    if (isDecimal(value)) return numberFormat(value, null, true, true);
    const number = toBigInt(value);
    if (number !== undefined) return numberFormat(str(number), null, true, true);
  }
  return str(value).replace(/^-?\p{Nd}+/u, (digits) => digits.replace(/(?<=\p{Nd})(?=(\p{Nd}{3})+$)/gu, ','));
}

function isDecimal(value: unknown): value is { toString(): string } {
  return typeof value === 'object' && value !== null && 'toFixed' in value;
}

/** One to nine in words. */
function apnumber(value: unknown): unknown {
  const number = toInt(value);
  if (number === undefined) return value;
  const words = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
  return number > 0 && number < 10 ? gettext(words[number - 1]!) : number;
}
