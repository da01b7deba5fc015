/**
 * The text of a quoted literal: `"a \"b\""` is `a "b"`. Only the quote and the backslash can be escaped.
 * @throws RangeError when it isn't quoted
 */
export function unescapeStringLiteral(literal: string): string {
  const quote = literal[0];
  if (literal.length < 2 || (quote !== '"' && quote !== "'") || literal.at(-1) !== quote) {
    throw new RangeError(`Not a string literal: ${literal}`);
  }
  return literal.slice(1, -1).replaceAll(`\\${quote}`, quote).replaceAll('\\\\', '\\');
}
