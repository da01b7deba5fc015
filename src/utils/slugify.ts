import { SPACES } from './whitespace.ts';

const NO_WORD = new RegExp(`[^\\p{L}\\p{N}_${SPACES}-]`, 'gu');
const NO_ASCII_WORD = new RegExp(`[^\\w${SPACES}-]`, 'g');
const DASHES = new RegExp(`[${SPACES}-]+`, 'g');

/**
 * Words in lower case with hyphens between: `slugify('Hello, World!')` is `hello-world`.
 * @param allowUnicode keep letters beyond ASCII, which are else reduced to their base letter or dropped
 */
export function slugify(value: string, allowUnicode = false): string {
  const text = allowUnicode ? value.normalize('NFKC') : value.normalize('NFKD').replace(/[^\0-\x7f]/g, '');
  const kept = text.toLowerCase().replace(allowUnicode ? NO_WORD : NO_ASCII_WORD, '');
  return trimDashes(kept.replace(DASHES, '-'));
}

/** By hand, since `/[-_]+$/` is slow on long rows of dashes. */
function trimDashes(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && (text[start] === '-' || text[start] === '_')) start++;
  while (end > start && (text[end - 1] === '-' || text[end - 1] === '_')) end--;
  return text.slice(start, end);
}
