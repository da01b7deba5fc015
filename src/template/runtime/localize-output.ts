import { localized } from '../../utils/formats.ts';
import { localeSettings } from '../../utils/locale-settings.ts';
import { str } from '../../utils/python-str.ts';
import type { Context } from '../context.ts';
import { templateLocaltime } from './template-localtime.ts';

/** Numbers and dates in the formats of the language, everything else as `str()`. */
export function localizeForOutput(value: unknown, context: Context): string {
  if (typeof value === 'number') {
    if (Number.isInteger(value) && !localeSettings().USE_THOUSAND_SEPARATOR)
      return Math.abs(value) < 1e21 ? String(value) : str(value);
    return context.useL10n === false || !Number.isFinite(value)
      ? str(value)
      : localized(value, context.useL10n)!;
  }
  if (typeof value !== 'object' && typeof value !== 'bigint') return str(value);
  const local = templateLocaltime(value, context);
  return localized(local, context.useL10n) ?? str(local);
}
