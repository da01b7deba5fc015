const PLACE = '%(truncated_text)s';

/** Put the ellipsis to a cut text, unless it ends with one. */
export function addTruncationText(text: string, truncate: string): string {
  if (truncate.includes(PLACE)) return truncate.replace(PLACE, () => text).replaceAll('%%', '%');
  return text.endsWith(truncate) ? text : text + truncate;
}

/** Characters that are left for the text when the ellipsis has its place. */
export function keptLength(length: number, truncate: string): number {
  let kept = length;
  for (const char of addTruncationText('', truncate)) {
    if (isCombining(char)) continue;
    kept--;
    if (kept === 0) break;
  }
  return kept;
}

/** A mark that sits on the character before it. */
export function isCombining(char: string): boolean {
  return char > '\u02ff' && /\p{M}/u.test(char) && !/\p{Me}|\p{Mc}/u.test(char);
}
