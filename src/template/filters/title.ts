import { titleWords } from '../../utils/title-case.ts';

/** Each word with a capital; letters after an apostrophe or a digit stay small: `Joe's 555 53rd`. */
export function title(text: string): string {
  return titleWords(text)
    .replace(/[a-z]'[A-Z]/g, (part) => part.toLowerCase())
    .replace(/\p{Nd}[A-Z]/gu, (part) => part.toLowerCase());
}
