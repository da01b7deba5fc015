import { SafeString } from './safe-string.ts';

/** Text for use inside a JavaScript string: characters that could end it or the script become `\uXXXX`. */
export function escapejs(text: string): SafeString {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is escaped
  return new SafeString(text.replace(/[\\'"<>&=\-;`\u2028\u2029\0-\x1f]/g, unicodeEscape));
}

/** `\u003C`. */
export function unicodeEscape(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}
