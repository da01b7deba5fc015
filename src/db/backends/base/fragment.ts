/** Stands for a parameter in SQL that is still being put together; the backend's own mark takes its place at the end. */
export const PARAM = '\u0001';

/** A piece of SQL with what goes in for its PARAM marks, in order. */
export interface SqlFragment {
  readonly sql: string;
  readonly params: readonly unknown[];
}

export const NO_PARAMS: readonly unknown[] = [];

/** SQL without parameters. */
export function rawSql(sql: string): SqlFragment {
  return { sql, params: NO_PARAMS };
}

/** Put fragments together: `join([a, b], ' AND ')`. */
export function joinSql(parts: readonly SqlFragment[], separator: string): SqlFragment {
  if (parts.length === 1) return parts[0]!;
  return {
    sql: parts.map((part) => part.sql).join(separator),
    params: parts.flatMap((part) => part.params),
  };
}

/** `wrapSql('(', fragment, ')')` */
export function wrapSql(before: string, part: SqlFragment, after: string): SqlFragment {
  return { sql: `${before}${part.sql}${after}`, params: part.params };
}
