import { PARAM } from '../backends/base/fragment.ts';

/** SQL that a user wrote: `%s` stands for a parameter, `%%` for a percent sign. */
export function withMarks(sql: string): string {
  return sql.replace(/%s|%%/g, (mark) => (mark === '%s' ? PARAM : '%'));
}
