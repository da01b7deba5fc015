import { type LoggedQuery, onQuery } from '../../db/backends/query-log.ts';
import type { Output } from '../output.ts';
import { style } from '../style.ts';

/** Print every statement that goes to a database, with its values in place and the time it took. */
export function printSql(stdout: Output): void {
  onQuery((query) => {
    const time = `${query.duration.toFixed(2)} ms, ${query.alias}`;
    stdout.write(`${style.label(withValues(query))}  ${style.notice(`-- ${time}`)}`);
  });
}

/** For reading only: this is not how values get to a database. */
function withValues({ sql, params }: LoggedQuery): string {
  let next = 0;
  return sql.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|\?|\$(\d+)/g, (token, position?: string) => {
    if (position !== undefined) return literal(params[Number(position) - 1]);
    return token === '?' ? literal(params[next++]) : token;
  });
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
    return String(value);
  if (value instanceof Uint8Array) return `X'${Buffer.from(value).toString('hex')}'`;
  const text = value instanceof Date ? value.toISOString() : String(value);
  return `'${text.replaceAll("'", "''")}'`;
}
