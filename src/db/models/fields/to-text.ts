import { isExpression } from './field.ts';

/** Any value as text; null and expressions stay. A lone half of a surrogate pair cannot be stored and becomes U+FFFD. */
export function toText(value: unknown): unknown {
  if (typeof value === 'string') return isWellFormed(value) ? value : Buffer.from(value).toString();
  if (value === null || value === undefined) return null;
  return isExpression(value) ? value : String(value);
}

function isWellFormed(text: string): boolean {
  return !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);
}
