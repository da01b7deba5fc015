/** Parts of SQL at the top level: a text, a quoted name, all that a pair of parentheses holds, a word or a sign. */
export function topLevelTokens(sql: string): string[] {
  const tokens: string[] = [];
  let group = '';
  let depth = 0;
  for (const [token] of sql.matchAll(
    /'(?:[^'\\]|''|\\.)*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|[-\w.$]+|\s+|[^\s]/g,
  )) {
    if (token === '(') depth++;
    if (depth > 0) group += token;
    else if (token.trim() !== '') tokens.push(token);
    if (token !== ')') continue;
    depth--;
    if (depth === 0) {
      tokens.push(group);
      group = '';
    }
  }
  return tokens;
}

/** The definitions of CREATE TABLE, each as its tokens. */
export function tableDefinitions(createTable: string): string[][] {
  const body = topLevelTokens(createTable).find((token) => token.startsWith('('));
  if (body === undefined) return [];
  const definitions: string[][] = [[]];
  for (const token of topLevelTokens(body.slice(1, -1))) {
    if (token === ',') definitions.push([]);
    else definitions.at(-1)!.push(token);
  }
  return definitions;
}

/** A quoted name or text without its quotes. */
export function unquoted(token: string): string {
  const quote = token[0]!;
  return /^['"`]/.test(token) ? token.slice(1, -1).replaceAll(quote + quote, quote) : token;
}
