import { joinSql, PARAM, type SqlFragment } from '../base/fragment.ts';
import type { JsonOperations } from '../base/json-operations.ts';
import { jsonMember, jsonPath } from '../base/json-path.ts';
import { filled } from './dates.ts';

function call(name: string, ...values: readonly SqlFragment[]): SqlFragment {
  const { sql, params } = joinSql(values, ', ');
  return { sql: `${name}(${sql})`, params };
}

function path(keys: readonly string[]): SqlFragment {
  return { sql: PARAM, params: [jsonPath(keys)] };
}

const unquoted = (column: SqlFragment, keys: readonly string[]): SqlFragment =>
  call('JSON_UNQUOTE', call('JSON_EXTRACT', column, path(keys)));

/** MariaDB has no type for JSON, so values are compared as JSON text of one form; MySQL compares the values themselves. */
export function mysqlJson(isMariaDb: boolean): JsonOperations {
  return {
    key: (column, keys) => call('JSON_EXTRACT', column, path(keys)),
    keyAmongItems: isMariaDb ? unquoted : (column, keys) => call('JSON_EXTRACT', column, path(keys)),
    // JSON columns compare texts with their case; as a text of its own the value has the usual collation.
    keyText: (column, keys) => filled('CONVERT({0} USING utf8mb4)', unquoted(column, keys)),
    keyTextIsText: false,
    keyToCompare: unquoted,
    valueToCompare: (value) => value,

    isMissing(column, keys, missing) {
      const { sql, params } = call('JSON_CONTAINS_PATH', column, { sql: "'one'", params: [] }, path(keys));
      return { sql: `COALESCE(${sql}, 0) = ${missing ? 0 : 1}`, params };
    },

    whole: (value) =>
      isMariaDb ? call('JSON_NORMALIZE', value) : { sql: `CAST(${value.sql} AS JSON)`, params: value.params },

    // MariaDB takes two results of its JSON functions for different things, whatever they are.
    comparable: (value) => (isMariaDb ? call('JSON_UNQUOTE', value) : value),

    item: (parameter) =>
      isMariaDb
        ? call('JSON_UNQUOTE', call('JSON_EXTRACT', parameter, { sql: "'$'", params: [] }))
        : { sql: `CAST(${parameter.sql} AS JSON)`, params: parameter.params },

    keyParameter: (before, key) => `${jsonPath(before)}${jsonMember(key)}`,

    hasKey: (column, _before, parameter) =>
      call('JSON_CONTAINS_PATH', column, { sql: "'one'", params: [] }, parameter),

    contains: (left, right) => call('JSON_CONTAINS', left, right),
    containedBy: (left, right) => call('JSON_CONTAINS', right, left),

    object(pairs) {
      const parts = pairs.flatMap(([key, value]) => [{ sql: PARAM, params: [key] }, value]);
      return call('JSON_OBJECT', ...parts);
    },

    array: (values) => call('JSON_ARRAY', ...values),
  };
}
