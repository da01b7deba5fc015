import { inspect } from 'node:util';
import { maskSecrets } from './mask-secrets.ts';

const LONGEST = 4000;

/** A value as text for a debug page, secrets masked; a value that cannot be shown says so. */
export function showValue(name: string, value: unknown): string {
  try {
    const text = inspect(maskSecrets(name, value), {
      depth: 4,
      breakLength: 100,
      maxArrayLength: 50,
      maxStringLength: 1000,
    });
    return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  } catch {
    return '(cannot be shown)';
  }
}
