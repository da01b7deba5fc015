import { CharField } from './char-field.ts';

const DIGITS = /^[0-9a-f]{32}$/i;

/** A UUID, as text in its usual form; null when nothing was given. */
export class UUIDField<T = string | null> extends CharField<T> {
  static override readonly defaultErrorMessages = { invalid: 'Enter a valid UUID.' };

  override toPython(value: unknown): T {
    const text = this.toText(value);
    if (text === null || text === '') return null as T;
    const digits = text
      .replace('urn:', '')
      .replace('uuid:', '')
      .replaceAll(/^[{}]+|[{}]+$|-/g, '')
      .toLowerCase();
    if (!DIGITS.test(digits)) throw this.error('invalid');
    return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') as T;
  }
}
