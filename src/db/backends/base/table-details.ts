import { tableDefinitions, topLevelTokens, unquoted } from './definition-parts.ts';

/** What a database says of a column beside its type; null where it says nothing. */
export interface ColumnDetails {
  readonly default: string | null;
  readonly collation: string | null;
  readonly comment: string | null;
  /** What a generated column is computed of. */
  readonly generated: string | null;
}

/** What a database says of a table beside its columns and keys, in its own words: to be compared with another one's. */
export interface TableDetails {
  readonly comment: string | null;
  readonly columns: ReadonlyMap<string, ColumnDetails>;
  /** Indexes and constraints by name: over what they are, with which condition. */
  readonly definitions: ReadonlyMap<string, string>;
}

/** Read the columns and the named constraints out of CREATE TABLE, for databases that keep its text. */
export function readCreateTable(createTable: string): TableDetails {
  const columns = new Map<string, ColumnDetails>();
  const definitions = new Map<string, string>();
  for (const [first = '', ...rest] of tableDefinitions(createTable)) {
    if (isColumn(first)) columns.set(unquoted(first), columnDetails(rest));
    else if (/^constraint$/i.test(first)) definitions.set(unquoted(rest[0]!), rest.slice(1).join(' '));
  }
  const tail = topLevelTokens(createTable);
  const comment = tail.findIndex((token) => /^comment$/i.test(token));
  return {
    comment: comment < 0 ? null : commentText(tail.slice(comment + 1).find((token) => token !== '=')!),
    columns,
    definitions,
  };
}

/** A name, in quotes or without; anything else begins with a word of SQL. */
function isColumn(first: string): boolean {
  return (
    /^["`]/.test(first) ||
    (/^\w+$/.test(first) &&
      !/^(constraint|primary|unique|check|foreign|key|index|fulltext|spatial)$/i.test(first))
  );
}

function columnDetails(tokens: readonly string[]): ColumnDetails {
  const after = (word: RegExp): number => tokens.findIndex((token) => word.test(token)) + 1;
  const collation = tokens[after(/^collate$/i)];
  const comment = tokens[after(/^comment$/i)];
  const generated = tokens[after(/^as$/i)];
  return {
    default: defaultOf(tokens),
    collation: after(/^collate$/i) === 0 ? null : unquoted(collation!),
    comment: after(/^comment$/i) === 0 ? null : commentText(comment!),
    generated: after(/^as$/i) === 0 ? null : plainExpression(generated!),
  };
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', 0: '\0', Z: '\x1a' };

/** MySQL, which alone has comments there, writes them with backslashes. */
function commentText(token: string): string {
  return unquoted(token).replace(/\\([\s\S])/g, (_, letter: string) => ESCAPES[letter] ?? letter);
}

/** `DEFAULT current_timestamp(6)` has two tokens, and `ON DELETE SET DEFAULT` is none. */
function defaultOf(tokens: readonly string[]): string | null {
  const at = tokens.findIndex((token, i) => /^default$/i.test(token) && !/^set$/i.test(tokens[i - 1] ?? ''));
  if (at < 0) return null;
  const [value, call] = [tokens[at + 1]!, tokens[at + 2]];
  if (/^null$/i.test(value)) return null;
  return plainExpression(/^\w+$/.test(value) && call?.startsWith('(') ? value + call : value);
}

/** Without parentheses around it. */
export function plainExpression(sql: string): string {
  const tokens = topLevelTokens(sql);
  const [only = ''] = tokens;
  return tokens.length === 1 && only.startsWith('(') ? plainExpression(only.slice(1, -1)) : sql.trim();
}
