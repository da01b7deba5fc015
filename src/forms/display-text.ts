import { escapeText, isHtmlSource } from '../utils/html.ts';
import { SafeString } from '../utils/safe-string.ts';
import { valueText } from '../utils/value-text.ts';

/** A value as an input shows it; HTML that is safe stays safe. */
export function displayText(value: unknown): string | SafeString {
  return value instanceof SafeString ? value : valueText(value);
}

/** The same, ready to stand in HTML. */
export function htmlText(value: unknown): string {
  if (typeof value === 'string') return escapeText(value);
  if (value instanceof SafeString) return value.toString();
  return isHtmlSource(value) ? String(value.toHtml()) : escapeText(valueText(value));
}
