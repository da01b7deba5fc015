export interface CheckInfo {
  name: string;
  columns: readonly string[];
  /** What stands in the parentheses. */
  condition: string;
}

/** The CHECK constraints in a CREATE TABLE statement; SQLite tells of them in no other way. Unnamed ones are numbered. */
export function checkConstraints(createTable: string): CheckInfo[] {
  const found: CheckInfo[] = [];
  for (const match of createTable.matchAll(/(?:CONSTRAINT\s+("(?:[^"]|"")*"|\w+)\s+)?CHECK\s*\(/gi)) {
    const start = match.index + match[0].length;
    const body = createTable.slice(start, closingParenthesis(createTable, start));
    const columns = [...body.matchAll(/"((?:[^"]|"")*)"/g)].map((quoted) => quoted[1]!.replaceAll('""', '"'));
    const name =
      match[1]?.replace(/^"|"$/g, '').replaceAll('""', '"') ?? `__unnamed_constraint_${found.length + 1}__`;
    found.push({ name, columns: [...new Set(columns)], condition: body });
  }
  return found;
}

/** Where the parenthesis that is open at `start` closes. */
function closingParenthesis(sql: string, start: number): number {
  let depth = 1;
  for (const token of sql.slice(start).matchAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"|[()]/g)) {
    if (token[0] === '(') depth++;
    if (token[0] === ')' && --depth === 0) return start + token.index;
  }
  return sql.length;
}
