import { numberFormat } from '../../utils/formats.ts';
import { interpolate } from '../../utils/interpolate.ts';
import { avoidWrapping } from '../../utils/timesince.ts';
import { gettext, ngettext } from '../../utils/translation/gettext.ts';
import { wholeNumber } from './numbers.ts';
import { tenths } from './rounding.ts';

const UNITS = ['%s KB', '%s MB', '%s GB', '%s TB', '%s PB'];

/** A number of bytes for people: `13.0 KB`, with a space that doesn't break. */
export function filesizeformat(value: unknown): string {
  const bytes = Number(wholeNumber(value) ?? 0);
  const size = Math.abs(bytes);
  const text = size < 1024 ? bytesText(size) : unitText(size);
  return avoidWrapping(bytes < 0 ? `-${text}` : text);
}

function bytesText(size: number): string {
  return interpolate(ngettext('%(size)d byte', '%(size)d bytes', size), { size });
}

function unitText(size: number): string {
  let unit = 0;
  let amount = size / 1024;
  while (amount >= 1024 && unit < UNITS.length - 1) {
    amount /= 1024;
    unit++;
  }
  return interpolate(gettext(UNITS[unit]!), [numberFormat(tenths(amount), 1)]);
}
