import { numberFormat } from '../../utils/formats.ts';
import { interpolate } from '../../utils/interpolate.ts';
import { avoidWrapping } from '../../utils/timesince.ts';
import { gettext, ngettext } from '../../utils/translation/gettext.ts';
import { toInt } from './numbers.ts';

const UNITS = ['%s KB', '%s MB', '%s GB', '%s TB', '%s PB'];

/** A number of bytes for people: `13.0 KB`, with a space that doesn't break. */
export function filesizeformat(value: unknown): string {
  const bytes = toInt(value) ?? 0;
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
  return interpolate(gettext(UNITS[unit]!), [numberFormat(roundHalfEven(amount), 1)]);
}

/** To one decimal, as Python's `round()`. */
function roundHalfEven(value: number): string {
  const tenths = value * 10;
  const floor = Math.floor(tenths);
  const rest = tenths - floor;
  const rounded = rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
  return (rounded / 10).toFixed(1);
}
