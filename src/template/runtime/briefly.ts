import { repr } from '../../utils/python-str.ts';

const MAX_LENGTH = 100;

/** A value for a message, no longer than a line. */
export function briefly(value: unknown): string {
  const text = repr(value);
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
}
