import { BOOLEAN, FLOAT, INTEGER, NULL, TIMESTAMP } from './plain-values.ts';

/** How a text is written: as it is, in single quotes, or in double quotes with escapes. */
export type ScalarStyle = 'plain' | 'single' | 'double';

const READ_AS_OTHER = [BOOLEAN, FLOAT, INTEGER, NULL, /^(?:<<|=)$/, TIMESTAMP];
const BREAKS = '\n\x85\u2028\u2029';
const SPACES = `\0 \t\r${BREAKS}`;

/** The plainest style that reads as the same text. */
export function scalarStyle(text: string): ScalarStyle {
  if (needsEscapes(text)) return 'double';
  if (READ_AS_OTHER.some((pattern) => pattern.test(text))) return 'single';
  return /^[ \n]|[ \n]$|[\n\x85\u2028\u2029]/.test(text) || hasIndicators(text) ? 'single' : 'plain';
}

/** Characters that are not shown, and spaces around line breaks, which quotes alone would lose. */
function needsEscapes(text: string): boolean {
  if (/[\n\x85\u2028\u2029] | [\n\x85\u2028\u2029]/.test(text)) return true;
  return Array.from(text).some((char) => char !== '\n' && !isShown(char));
}

/** Nothing beyond 16 bits, which libyaml escapes, and so do the files that Django writes. */
export function isShown(char: string): boolean {
  const code = char.codePointAt(0)!;
  return (
    (code >= 0x20 && code <= 0x7e) ||
    (code >= 0xa0 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd && code !== 0xfeff)
  );
}

/** Signs that mean something to YAML where they stand. */
function hasIndicators(text: string): boolean {
  if (/^(?:---|\.\.\.)/.test(text) || /^[#,[\]{}&*!|>'"%@`]/.test(text)) return true;
  const isSpace = (at: number): boolean => at >= text.length || SPACES.includes(text[at]!);
  if (/^[-?]/.test(text) && isSpace(1)) return true;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === ':' && isSpace(i + 1)) return true;
    if (text[i] === '#' && i > 0 && isSpace(i - 1)) return true;
  }
  return false;
}
