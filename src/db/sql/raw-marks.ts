import { FieldError } from '../../core/errors/field-error.ts';
import { isPlainObject } from '../../utils/is-plain-object.ts';
import { shownValue } from '../../utils/shown-value.ts';
import { PARAM, type SqlFragment } from '../backends/base/fragment.ts';

/** Values of SQL that a user wrote: a list for `%s`, or an object for `%(name)s`. */
export type RawParams = readonly unknown[] | Readonly<Record<string, unknown>>;

/** SQL that a user wrote: `%s` stands for a parameter, `%%` for a percent sign. */
export function withMarks(sql: string): string {
  return sql.replace(/%s|%%/g, (mark) => (mark === '%s' ? PARAM : '%'));
}

/** How many parameters it takes. */
export function countMarks(sql: string): number {
  return (sql.match(/%s|%%/g) ?? []).filter((mark) => mark === '%s').length;
}

/** @throws FieldError unless there is a value for each mark: those of the rest of the query would move up */
export function checkMarks(what: string, sql: string, params: readonly unknown[]): void {
  const marks = countMarks(sql);
  if (marks === params.length) return;
  throw new FieldError(
    `${what} has ${marks} times %s in its SQL, and ${params.length} ${params.length === 1 ? 'value' : 'values'} for it.`,
    'Write %s for each value, and %% for a percent sign.',
  );
}

/** @throws FieldError for values that do not fit the marks */
export function withParams(what: string, sql: string, params: RawParams): SqlFragment {
  if (Array.isArray(params)) {
    checkMarks(what, sql, params);
    return { sql: withMarks(sql), params };
  }
  if (isPlainObject(params)) return withNames(what, sql, params);
  throw new FieldError(
    `${what} takes a list of values, or an object of them, not ${shownValue(params)}.`,
    "Write [10] for '%s', or { least: 10 } for '%(least)s'.",
  );
}

function withNames(what: string, sql: string, params: Readonly<Record<string, unknown>>): SqlFragment {
  const values: unknown[] = [];
  const text = sql.replace(/%%|%s|%\(([^)]*)\)s/g, (mark, name: string | undefined) => {
    if (mark === '%%') return '%';
    if (name === undefined || !Object.hasOwn(params, name)) {
      throw new FieldError(
        `${what} has ${mark} in its SQL, and no value for it.`,
        `Its values are: ${Object.keys(params).join(', ')}.`,
      );
    }
    values.push(params[name]);
    return PARAM;
  });
  return { sql: text, params: values };
}

/** The text with the values in it, for people to read: nothing is quoted. */
export function shownWithParams(sql: string, params: RawParams): string {
  let next = 0;
  return sql.replace(/%%|%s|%\(([^)]*)\)s/g, (mark, name: string | undefined) => {
    if (mark === '%%') return '%';
    if (Array.isArray(params)) return name === undefined ? String(params[next++]) : mark;
    return String((params as Readonly<Record<string, unknown>>)[name!]);
  });
}
