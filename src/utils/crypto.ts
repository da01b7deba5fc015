import { crypto } from './builtins.ts';

const LETTERS_AND_DIGITS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** A text of random characters, fit for keys and salts; 12 letters and digits carry 71 bits. */
export function getRandomString(length: number, allowed: string = LETTERS_AND_DIGITS): string {
  let text = '';
  for (let i = 0; i < length; i++) text += allowed[crypto().randomInt(allowed.length)];
  return text;
}

/** Whether two texts or byte strings are equal, in a time that does not tell where they differ. */
export function constantTimeCompare(a: string | Uint8Array, b: string | Uint8Array): boolean {
  const left = Buffer.from(a as string);
  const right = Buffer.from(b as string);
  return left.length === right.length && crypto().timingSafeEqual(left, right);
}
