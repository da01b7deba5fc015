import { joinSql, PARAM, type SqlFragment } from '../base/fragment.ts';
import type { JsonOperations } from '../base/json-operations.ts';
import { TypedText } from './typed-text.ts';

/** `-> 'key'` for one key, `#> '{a,b}'` for several; a number is a place in a list where there is one. */
function under(
  { sql, params }: SqlFragment,
  keys: readonly string[],
  [one, many]: readonly string[],
): SqlFragment {
  const [first, second] = keys;
  if (first === undefined) return { sql, params };
  if (second === undefined) {
    if (/^-?\d{1,9}$/.test(first)) return { sql: `(${sql} ${one} ${first})`, params };
    return { sql: `(${sql} ${one} ${PARAM})`, params: [...params, new TypedText(first, 'text')] };
  }
  const list = `{${keys.map((key) => JSON.stringify(key)).join(',')}}`;
  return { sql: `(${sql} ${many} ${PARAM})`, params: [...params, new TypedText(list, 'text[]')] };
}

const AS_JSON = ['->', '#>'];
const AS_TEXT = ['->>', '#>>'];

/** Columns are jsonb, which compares values and not texts. */
export const postgresJson: JsonOperations = {
  key: (column, keys) => under(column, keys, AS_JSON),
  keyAmongItems: (column, keys) => under(column, keys, AS_JSON),
  keyText: (column, keys) => under(column, keys, AS_TEXT),
  keyTextIsText: true,
  keyToCompare: (column, keys) => under(column, keys, AS_JSON),
  valueToCompare: (value, encode) => encode(value),

  isMissing(column, keys, missing) {
    const { sql, params } = under(column, keys, AS_JSON);
    return { sql: `${sql} ${missing ? 'IS NULL' : 'IS NOT NULL'}`, params };
  },

  whole: (value) => value,
  comparable: (value) => value,
  item: (parameter) => parameter,
  keyParameter: (_before, key) => key,
  hasKey: (column, before, parameter) => joinSql([under(column, before, AS_JSON), parameter], ' ? '),
  contains: (left, right) => joinSql([left, right], ' @> '),
  containedBy: (left, right) => joinSql([left, right], ' <@ '),

  object(pairs) {
    const parts = pairs.map(([key, { sql, params }]) => ({
      sql: `${PARAM}, ${sql}`,
      params: [new TypedText(key, 'text'), ...params],
    }));
    const { sql, params } = joinSql(parts, ', ');
    return { sql: `JSONB_BUILD_OBJECT(${sql})`, params };
  },

  array(values) {
    const { sql, params } = joinSql(values, ', ');
    return { sql: `JSONB_BUILD_ARRAY(${sql})`, params };
  },
};
