import { isConfigured, settings } from '../../../conf/configure.ts';
import { FieldError } from '../../../core/errors/field-error.ts';
import { PARAM, type SqlFragment } from '../base/fragment.ts';
import type { ZoneParam } from '../base/operations.ts';
import { ZoneParameter } from './parameters.ts';

/** `template` with the fragment for each `{0}`. */
export function filled(template: string, part: SqlFragment): SqlFragment {
  const times = template.split('{0}').length - 1;
  return {
    sql: template.replaceAll('{0}', () => part.sql),
    params: Array.from({ length: times }, () => part.params).flat(),
  };
}

/**
 * The moment as a clock of a zone shows it; as it is without USE_TZ, which is asked when the statement is sent. UTC is named
 * by its offset, which servers know without time zone tables.
 */
export function inZone(value: SqlFragment, zone: ZoneParam): SqlFragment {
  if (zone === undefined) return value;
  const wanted = (): unknown => {
    if (isConfigured() && !settings.USE_TZ) return '+00:00';
    const name = typeof zone === 'string' ? zone : zone();
    const offset = /^(?:Etc\/)?(?:UTC|GMT|Z)$/.test(name) ? '+00:00' : name;
    const [, fixed] = /^(?:UTC)?([+-]\d\d:\d\d)$/.exec(offset) ?? [];
    return fixed ?? new ZoneParameter(offset);
  };
  return { sql: `CONVERT_TZ(${value.sql}, '+00:00', ${PARAM})`, params: [...value.params, wanted] };
}

const EXTRACTS: Readonly<Record<string, string>> = {
  year: 'EXTRACT(YEAR FROM {0})',
  iso_year: 'TRUNCATE(YEARWEEK({0}, 3), -2) / 100',
  quarter: 'EXTRACT(QUARTER FROM {0})',
  month: 'EXTRACT(MONTH FROM {0})',
  week: 'WEEK({0}, 3)',
  day: 'EXTRACT(DAY FROM {0})',
  week_day: 'DAYOFWEEK({0})',
  iso_week_day: 'WEEKDAY({0}) + 1',
  hour: 'EXTRACT(HOUR FROM {0})',
  minute: 'EXTRACT(MINUTE FROM {0})',
  second: 'EXTRACT(SECOND FROM {0})',
  microsecond: 'EXTRACT(MICROSECOND FROM {0})',
};

export function extract(kind: string, value: SqlFragment): SqlFragment {
  return filled(templateOf(EXTRACTS, kind), value);
}

const DATE_TRUNCS: Readonly<Record<string, string>> = {
  year: "CAST(DATE_FORMAT({0}, '%Y-01-01') AS DATE)",
  month: "CAST(DATE_FORMAT({0}, '%Y-%m-01') AS DATE)",
  quarter: 'MAKEDATE(YEAR({0}), 1) + INTERVAL QUARTER({0}) QUARTER - INTERVAL 1 QUARTER',
  week: 'DATE_SUB(DATE({0}), INTERVAL WEEKDAY({0}) DAY)',
};

/** The first day of the period. */
export function truncDate(kind: string, value: SqlFragment): SqlFragment {
  return filled(ownTemplate(DATE_TRUNCS, kind) ?? 'DATE({0})', value);
}

const MOMENT_TRUNCS: Readonly<Record<string, string>> = {
  year: "CAST(DATE_FORMAT({0}, '%Y-01-01 00:00:00') AS DATETIME(6))",
  quarter: 'CAST(MAKEDATE(YEAR({0}), 1) + INTERVAL QUARTER({0}) QUARTER - INTERVAL 1 QUARTER AS DATETIME(6))',
  month: "CAST(DATE_FORMAT({0}, '%Y-%m-01 00:00:00') AS DATETIME(6))",
  week: 'CAST(DATE_SUB(DATE({0}), INTERVAL WEEKDAY({0}) DAY) AS DATETIME(6))',
  day: "CAST(DATE_FORMAT({0}, '%Y-%m-%d 00:00:00') AS DATETIME(6))",
  hour: "CAST(DATE_FORMAT({0}, '%Y-%m-%d %H:00:00') AS DATETIME(6))",
  minute: "CAST(DATE_FORMAT({0}, '%Y-%m-%d %H:%i:00') AS DATETIME(6))",
  second: "CAST(DATE_FORMAT({0}, '%Y-%m-%d %H:%i:%s') AS DATETIME(6))",
};

export function truncMoment(kind: string, value: SqlFragment): SqlFragment {
  return filled(templateOf(MOMENT_TRUNCS, kind), value);
}

const TIME_TRUNCS: Readonly<Record<string, string>> = {
  hour: "CAST(DATE_FORMAT({0}, '%H:00:00') AS TIME)",
  minute: "CAST(DATE_FORMAT({0}, '%H:%i:00') AS TIME)",
  second: "CAST(DATE_FORMAT({0}, '%H:%i:%s') AS TIME)",
};

export function truncTime(kind: string, value: SqlFragment): SqlFragment {
  return filled(ownTemplate(TIME_TRUNCS, kind) ?? 'TIME({0})', value);
}

/** Names come from outside: `constructor` is none of these. */
function ownTemplate(templates: Readonly<Record<string, string>>, kind: string): string | undefined {
  return Object.hasOwn(templates, kind) ? templates[kind] : undefined;
}

function templateOf(templates: Readonly<Record<string, string>>, kind: string): string {
  const template = ownTemplate(templates, kind);
  if (template !== undefined) return template;
  throw new FieldError(
    `Invalid lookup type: '${kind}'.`,
    `It is one of ${Object.keys(templates).join(', ')}.`,
  );
}
