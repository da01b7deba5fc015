import { NotSupportedError } from '../../errors.ts';
import { joinSql, PARAM, type SqlFragment } from '../base/fragment.ts';
import type { JsonOperations } from '../base/json-operations.ts';
import { jsonMember, jsonPath } from '../base/json-path.ts';

/** A place from the end counts as one, as in Django. */
function path(keys: readonly string[]): string {
  return jsonPath(keys, (place) => `[#-${place}]`);
}

function contained(name: string): never {
  throw new NotSupportedError(`${name} lookup is not supported on this database backend.`);
}

function key({ sql, params }: SqlFragment, keys: readonly string[]): SqlFragment {
  const place = path(keys);
  return {
    sql: `(CASE WHEN JSON_TYPE(${sql}, ${PARAM}) IN ('false','true','null') THEN JSON_TYPE(${sql}, ${PARAM}) ELSE JSON_EXTRACT(${sql}, ${PARAM}) END)`,
    params: [...params, place, ...params, place, ...params, place],
  };
}

/** JSON is text here; objects and lists stay JSON text, of texts, numbers and truth values likewise what JSON writes. */
export const sqliteJson: JsonOperations = {
  key,
  keyAmongItems: key,

  keyText: key,
  keyTextIsText: false,
  keyToCompare: key,
  valueToCompare: (value) => value,

  isMissing({ sql, params }, keys, missing) {
    const test = missing ? 'IS NULL' : 'IS NOT NULL';
    return { sql: `JSON_TYPE(${sql}, ${PARAM}) ${test}`, params: [...params, path(keys)] };
  },

  whole: ({ sql, params }) => ({ sql: `JSON(${sql})`, params }),

  comparable: (value) => value,

  item: ({ sql, params }) => ({
    sql: `(CASE WHEN JSON_TYPE(${sql}) IN ('false','true','null') THEN JSON_TYPE(${sql}) ELSE JSON_EXTRACT(${sql}, '$') END)`,
    params: [...params, ...params, ...params],
  }),

  keyParameter: (before, key) => `${path(before)}${jsonMember(key)}`,

  hasKey: (column, _before, parameter) => ({
    sql: `JSON_TYPE(${column.sql}, ${parameter.sql}) IS NOT NULL`,
    params: [...column.params, ...parameter.params],
  }),

  contains: () => contained('contains'),
  containedBy: () => contained('contained_by'),

  object(pairs) {
    const parts = pairs.map(([key, { sql, params }]) => ({
      sql: `${PARAM}, ${sql}`,
      params: [key, ...params],
    }));
    const { sql, params } = joinSql(parts, ', ');
    return { sql: `JSON_OBJECT(${sql})`, params };
  },

  array(values) {
    const { sql, params } = joinSql(values, ', ');
    return { sql: `JSON_ARRAY(${sql})`, params };
  },
};
