import { joinSql, type SqlFragment } from '../base/fragment.ts';

/** Functions that PostgreSQL has for numerics only. */
const OF_NUMERICS: ReadonlySet<string> = new Set(['ROUND', 'MOD', 'LOG']);

function asNumeric({ sql, params }: SqlFragment): SqlFragment {
  return { sql: `CAST(${sql} AS numeric)`, params };
}

/** Functions that are written in another way here, or take other types; undefined for the others. */
export function rewriteCall(
  name: string,
  args: readonly SqlFragment[],
  typeOf: (position: number) => string | undefined,
): SqlFragment | undefined {
  if (OF_NUMERICS.has(name)) {
    const given = args.map((arg, position) =>
      name === 'LOG' || typeOf(position) === 'FloatField' ? asNumeric(arg) : arg,
    );
    const { sql, params } = joinSql(given, ', ');
    return { sql: `${name}(${sql})`, params };
  }
  const [value] = args;
  if (value === undefined) return undefined;
  if (/^SHA(224|256|384|512)$/.test(name)) {
    return { sql: `ENCODE(${name}(CONVERT_TO(${value.sql}, 'UTF8')), 'hex')`, params: value.params };
  }
  if (name === 'SHA1') {
    return { sql: `ENCODE(DIGEST(${value.sql}, 'sha1'), 'hex')`, params: value.params };
  }
  if (name === 'LEFT' || name === 'RIGHT') {
    const { sql, params } = joinSql(args, ', ');
    return { sql: `${name}(${sql})`, params };
  }
  return undefined;
}
