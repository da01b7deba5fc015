import type { Field } from '../../db/models/fields/field.ts';
import { localize } from '../../utils/formats.ts';
import { formatHtml, type SafeString } from '../../utils/html.ts';
import { isSafe } from '../../utils/safe-string.ts';
import { icon } from './icon.ts';

/** The value of a field as lists and read-only forms show it: the name of a choice, a date in the reader's language, a tick. */
export function shownField(value: unknown, field: Field, empty: string): unknown {
  const choice = field.flatChoices.find(([one]) => one === value);
  if (choice !== undefined) return String(choice[1]);
  if (field.getInternalType() === 'BooleanField') return shownBoolean(value);
  if (value === null || value === undefined || value === '') return empty;
  const file = value as { url?: unknown; name?: unknown };
  if (field.getInternalType() === 'FileField' && file.name) {
    return formatHtml('<a href="{}">{}</a>', file.url, file.name);
  }
  if (field.getInternalType() === 'JSONField') return JSON.stringify(value);
  return shownValue(value, empty);
}

/** Any other value. */
export function shownValue(value: unknown, empty: string): unknown {
  if (value === null || value === undefined || value === '') return empty;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (isSafe(value)) return value;
  if (Array.isArray(value)) return value.map((item) => String(shownValue(item, empty))).join(', ');
  return localize(value, true) ?? String(value);
}

/** A tick, a cross, or a question mark for null. */
export function shownBoolean(value: unknown): SafeString {
  if (value === null || value === undefined)
    return icon('minus', { label: 'Unknown', className: 'bool-unknown' });
  return value
    ? icon('check', { label: 'Yes', className: 'bool-yes' })
    : icon('close', { label: 'No', className: 'bool-no' });
}
