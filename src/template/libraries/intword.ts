import { interpolate } from '../../utils/interpolate.ts';
import { str } from '../../utils/python-str.ts';
import { ngettext } from '../../utils/translation/gettext.ts';
import { floatformat } from '../filters/floatformat.ts';
import { wholeNumber } from '../filters/numbers.ts';

const WORDS: readonly (readonly [exponent: number, word: string])[] = [
  [6, 'million'],
  [9, 'billion'],
  [12, 'trillion'],
  [15, 'quadrillion'],
  [18, 'quintillion'],
  [21, 'sextillion'],
  [24, 'septillion'],
  [27, 'octillion'],
  [30, 'nonillion'],
  [33, 'decillion'],
  [100, 'googol'],
];

/** `1.2 million`; numbers below a million stay as they are. */
export function intword(value: unknown): unknown {
  const read = wholeNumber(value);
  if (read === undefined) return value;
  const number = BigInt(read);
  const size = number < 0n ? -number : number;
  if (size < 1_000_000n) return Number(number);
  for (const [exponent, word] of WORDS) {
    if (size >= 10n ** BigInt(exponent + 3)) continue;
    const amount = Number(number) / 10 ** exponent;
    const text = `%(value)s ${word}`;
    return interpolate(ngettext(text, text, Math.ceil(Math.abs(amount))), {
      value: str(floatformat(amount, 1)),
    });
  }
  return str(number);
}
