import { settings } from '../../../conf/configure.ts';
import { DatabaseError } from '../../errors.ts';
import { joinSql, PARAM, rawSql, type SqlFragment } from '../base/fragment.ts';
import {
  type ColumnFormat,
  type ConflictOptions,
  DatabaseOperations,
  type IntegerRange,
  type TruncateOptions,
  type ValueConverter,
  WIDE,
  type ZoneParam,
} from '../base/operations.ts';
import { rawValue } from '../base/raw-value.ts';
import { adaptDateTime, adaptDecimal, adaptDuration, adaptTime } from '../base/text-values.ts';
import { yearBoundsOfDates, yearBoundsOfMoments } from '../base/year-bounds.ts';
import { sqliteJson } from './json.ts';
import { quoteValue } from './quote-value.ts';
import { sqliteConverter } from './values.ts';

const ESCAPED = "LIKE {0} ESCAPE '\\'";
const FUNCTION_NAMES: ReadonlyMap<string, string> = new Map([
  ['GREATEST', 'MAX'],
  ['LEAST', 'MIN'],
  ['STRING_AGG', 'GROUP_CONCAT'],
  ['RANDOM', 'RAND'],
  ['STRPOS', 'INSTR'],
  ['CHR', 'CHAR'],
  ['ORD', 'UNICODE'],
]);
const MODES = new Set(['DEFERRED', 'IMMEDIATE', 'EXCLUSIVE']);

/** SQLite's ways: dates are text handled by registered functions, LIKE ignores the case of ASCII letters. */
export class SqliteOperations extends DatabaseOperations {
  override readonly operators = {
    exact: '= {0}',
    iexact: ESCAPED,
    contains: ESCAPED,
    icontains: ESCAPED,
    regex: 'REGEXP {0}',
    iregex: "REGEXP '(?i)' || {0}",
    gt: '> {0}',
    gte: '>= {0}',
    lt: '< {0}',
    lte: '<= {0}',
    startswith: ESCAPED,
    endswith: ESCAPED,
    istartswith: ESCAPED,
    iendswith: ESCAPED,
  };
  override readonly patternEscape =
    String.raw`REPLACE(REPLACE(REPLACE({0}, '\', '\\'), '%', '\%'), '_', '\_')`;
  override readonly patternOps = {
    contains: String.raw`LIKE '%' || {0} || '%' ESCAPE '\'`,
    icontains: String.raw`LIKE '%' || UPPER({0}) || '%' ESCAPE '\'`,
    startswith: String.raw`LIKE {0} || '%' ESCAPE '\'`,
    istartswith: String.raw`LIKE UPPER({0}) || '%' ESCAPE '\'`,
    endswith: String.raw`LIKE '%' || {0} ESCAPE '\'`,
    iendswith: String.raw`LIKE '%' || UPPER({0}) ESCAPE '\'`,
  };
  override readonly json = sqliteJson;
  override readonly currentTimestamp = "STRFTIME('%Y-%m-%d %H:%M:%f', 'NOW')";

  override quoteValue(value: unknown): string {
    return quoteValue(value);
  }

  protected override noLimit(): SqlFragment {
    return rawSql('-1');
  }

  override startTransactionSql(mode?: unknown): string {
    const wanted = String(mode ?? 'IMMEDIATE').toUpperCase();
    return `BEGIN ${MODES.has(wanted) ? wanted : 'IMMEDIATE'}`;
  }

  override onConflict({ kind, updateColumns, targetColumns }: ConflictOptions): string {
    if (kind === 'ignore') return '';
    const updates = updateColumns.map((column) => `${column} = EXCLUDED.${column}`).join(', ');
    return `ON CONFLICT(${targetColumns.join(', ')}) DO UPDATE SET ${updates}`;
  }

  override sqlFlush(tables: readonly string[], options: TruncateOptions = {}): string[] {
    const statements = tables.map((table) => `DELETE FROM ${this.quoteName(table)};`);
    if (options.restartSequences && tables.length > 0) {
      const names = tables.map((table) => `'${table.replaceAll("'", "''")}'`).join(', ');
      statements.push(`UPDATE "sqlite_sequence" SET "seq" = 0 WHERE "name" IN (${names});`);
    }
    return statements;
  }

  override rawParameter(value: unknown): unknown {
    return typeof value === 'object' && value !== null ? rawValue(value, this) : this.constant(value);
  }

  /** A number arrives as a float, which shows once it is divided or made a text. */
  override constant(value: unknown): unknown {
    return typeof value === 'boolean' || Number.isSafeInteger(value) ? BigInt(value as number) : value;
  }

  /** A number would be the place of a column. */
  override constantToSortBy(value: SqlFragment): SqlFragment {
    return value.params.length === 0 ? super.cast(value, 'text') : value;
  }

  override combine(connector: string, parts: readonly SqlFragment[]): SqlFragment {
    if (connector === '^') return call('POWER', parts);
    if (connector === '#') return call('BITXOR', parts);
    return super.combine(connector, parts);
  }

  override combineDuration(connector: string, parts: readonly SqlFragment[]): SqlFragment {
    if (!['+', '-', '*', '/'].includes(connector)) {
      throw new DatabaseError(`Durations cannot be combined by '${connector}'.`, 'Use +, -, * or /.');
    }
    return call('django_format_dtdelta', [rawSql(`'${connector}'`), ...parts]);
  }

  override subtractTemporals(internalType: string, left: SqlFragment, right: SqlFragment): SqlFragment {
    return call(internalType === 'TimeField' ? 'django_time_diff' : 'django_timestamp_diff', [left, right]);
  }

  override explainPrefix(): string {
    return 'EXPLAIN QUERY PLAN';
  }

  override inLongList(parameter: string): string {
    return `IN (SELECT value FROM json_each(${parameter}))`;
  }

  override longListParameter(values: readonly unknown[]): unknown {
    return JSON.stringify(values);
  }

  override uuidFunction(version: 4 | 7): string {
    return `UUIDV${version}()`;
  }

  override tupleList(rows: string): string {
    return `(VALUES ${rows})`;
  }

  override formatDecimal(value: SqlFragment): SqlFragment {
    return { sql: `CAST(${value.sql} AS NUMERIC)`, params: value.params };
  }

  override functionName(name: string): string {
    return FUNCTION_NAMES.get(name) ?? name;
  }

  /** Dates are text, which CAST would turn into a number. */
  override cast(value: SqlFragment, type: string): SqlFragment {
    if (type === 'date') return call('date', [value]);
    if (type === 'datetime') return call('strftime', [rawSql("'%Y-%m-%d %H:%M:%f'"), value]);
    if (type === 'time') return call('strftime', [rawSql("'%H:%M:%f'"), value]);
    return super.cast(value, type === 'decimal' ? 'NUMERIC' : type);
  }

  override dateExtract(kind: string, value: SqlFragment): SqlFragment {
    return call('django_date_extract', [text(kind), value]);
  }

  override datetimeExtract(kind: string, value: SqlFragment, zone: ZoneParam): SqlFragment {
    return call('django_datetime_extract', [text(kind), value, ...zones(zone)]);
  }

  override timeExtract(kind: string, value: SqlFragment): SqlFragment {
    return call('django_time_extract', [text(kind), value]);
  }

  override dateTrunc(kind: string, value: SqlFragment, zone: ZoneParam): SqlFragment {
    return call('django_date_trunc', [text(kind), value, ...zones(zone)]);
  }

  override datetimeTrunc(kind: string, value: SqlFragment, zone: ZoneParam): SqlFragment {
    return call('django_datetime_trunc', [text(kind), value, ...zones(zone)]);
  }

  override timeTrunc(kind: string, value: SqlFragment, zone: ZoneParam): SqlFragment {
    return call('django_time_trunc', [text(kind), value, ...zones(zone)]);
  }

  override datetimeCastDate(value: SqlFragment, zone: ZoneParam): SqlFragment {
    return call('django_datetime_cast_date', [value, ...zones(zone)]);
  }

  override datetimeCastTime(value: SqlFragment, zone: ZoneParam): SqlFragment {
    return call('django_datetime_cast_time', [value, ...zones(zone)]);
  }

  override yearBoundsForDate(year: number, isoYear: boolean): readonly [unknown, unknown] {
    return yearBoundsOfDates(year, isoYear);
  }

  override yearBoundsForDateTime(year: number, isoYear: boolean): readonly [unknown, unknown] {
    return yearBoundsOfMoments(year, isoYear);
  }

  override adaptDateFieldValue(value: unknown): unknown {
    return value === null || value === undefined ? null : String(value);
  }

  override adaptDateTimeFieldValue(value: unknown): unknown {
    return adaptDateTime(value);
  }

  override adaptTimeFieldValue(value: unknown): unknown {
    return adaptTime(value);
  }

  override adaptDurationFieldValue(value: unknown): unknown {
    return adaptDuration(value);
  }

  override adaptDecimalFieldValue(value: unknown): unknown {
    return adaptDecimal(value);
  }

  override adaptUuidFieldValue(value: unknown): unknown {
    return typeof value === 'string' ? value.replaceAll('-', '').toLowerCase() : value;
  }

  /** SQLite has one kind of integer, of 64 bits; no type of column narrows it. */
  override integerFieldRange(internalType: string): IntegerRange | undefined {
    return internalType.startsWith('Positive') ? [0, WIDE[1]] : WIDE;
  }

  override converter(
    internalType: string,
    format: ColumnFormat,
    isColumn: boolean,
  ): ValueConverter | undefined {
    return sqliteConverter(internalType, format, isColumn);
  }
}

function call(name: string, values: readonly SqlFragment[]): SqlFragment {
  const list = joinSql(values, ', ');
  return { sql: `${name}(${list.sql})`, params: list.params };
}

function text(value: string): SqlFragment {
  return { sql: PARAM, params: [value] };
}

/** The zone to convert to and the one of the database, both decided when the statement is sent; NULLs without USE_TZ. */
function zones(zone: ZoneParam): readonly SqlFragment[] {
  if (zone === undefined) return [rawSql('NULL'), rawSql('NULL')];
  const wanted = (): unknown => (settings.USE_TZ ? (typeof zone === 'string' ? zone : zone()) : null);
  const stored = (): unknown => (settings.USE_TZ ? 'UTC' : null);
  return [
    { sql: PARAM, params: [wanted] },
    { sql: PARAM, params: [stored] },
  ];
}
