/**
 * The statements of a script, without their semicolons. Knows quotes, comments, dollar quotes of PostgreSQL and the
 * bodies of triggers (`BEGIN ... END`), in which semicolons end nothing. Statements of comments alone are left out.
 */
export function splitStatements(script: string): string[] {
  const statements: string[] = [];
  let start = 0;
  let depth = 0;
  let hasCode = false;
  let isTrigger = false;
  let words = 0;
  const finish = (end: number): void => {
    if (hasCode) statements.push(script.slice(start, end).trim());
    hasCode = isTrigger = false;
    depth = words = 0;
  };
  for (const token of script.matchAll(TOKEN)) {
    const text = token[0];
    if (/^(--|\/\*|\s)/.test(text)) continue;
    if (text === ';' && depth === 0) {
      finish(token.index);
      start = token.index + 1;
      continue;
    }
    hasCode = true;
    if (!/^[a-z]+$/i.test(text)) continue;
    const word = text.toUpperCase();
    words++;
    if (word === 'TRIGGER' && words <= 5) isTrigger = true;
    if (isTrigger && (word === 'BEGIN' || word === 'CASE')) depth++;
    if (isTrigger && word === 'END' && depth > 0) depth--;
  }
  finish(script.length);
  return statements;
}

const TOKEN =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|\$(\w*)\$[\s\S]*?\$\1\$|--[^\n]*|\/\*[\s\S]*?\*\/|\s+|\w+|[\s\S]/g;
