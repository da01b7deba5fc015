import { FieldError } from '../../../core/errors/field-error.ts';
import { shownValue } from '../../../utils/shown-value.ts';
import type { SqlFragment } from '../base/fragment.ts';
import {
  type ColumnFormat,
  type ConflictOptions,
  DatabaseOperations,
  type TruncateOptions,
  type ValueConverter,
  type ZoneParam,
} from '../base/operations.ts';
import { yearSpan } from '../base/year-span.ts';
import { columnSql, columnText } from './column-text.ts';
import * as dates from './dates.ts';
import { adaptDuration } from './intervals.ts';
import { postgresJson } from './json.ts';
import { quoteValue } from './quote-value.ts';
import { rewriteCall } from './rewrite-call.ts';
import { TypedText } from './typed-text.ts';
import { adaptDate, adaptDateTime, adaptDecimal, adaptText, adaptTime, postgresConverter } from './values.ts';

const TEXT_LOOKUPS: ReadonlySet<string> = new Set([
  'iexact',
  'contains',
  'icontains',
  'startswith',
  'istartswith',
  'endswith',
  'iendswith',
  'regex',
  'iregex',
]);
const CASELESS: ReadonlySet<string> = new Set(['iexact', 'icontains', 'istartswith', 'iendswith']);
/** Types that no text becomes by itself. */
const UNIFIED_TYPES: Readonly<Record<string, string>> = {
  GenericIPAddressField: 'inet',
  TimeField: 'time',
  UUIDField: 'uuid',
};
const EXPLAIN_OPTIONS: ReadonlySet<string> = new Set([
  'analyze',
  'buffers',
  'costs',
  'generic_plan',
  'memory',
  'serialize',
  'settings',
  'summary',
  'timing',
  'verbose',
  'wal',
]);

/** `genericPlan` is `generic_plan`; capitals are PostgreSQL's own way. */
function explainOption(name: string): string {
  const isCapital = name === name.toUpperCase();
  return isCapital ? name.toLowerCase() : name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** @throws FieldError for what is no way to serialize: it stands in the statement */
function serialization(value: unknown): string {
  const name = String(value).toUpperCase();
  if (name === 'TEXT' || name === 'BINARY' || name === 'NONE') return name;
  throw new FieldError(`serialize is 'text' or 'binary', not ${shownValue(value)}.`);
}

/** PostgreSQL's ways: types are strict, so texts are cast to be searched, and constants stand in the statement. */
export class PostgresOperations extends DatabaseOperations {
  override readonly maxNameLength = 63;
  override readonly json = postgresJson;
  override readonly pkDefaultValue = 'DEFAULT';
  override readonly operators = {
    exact: '= {0}',
    iexact: '= UPPER({0})',
    contains: 'LIKE {0}',
    icontains: 'LIKE UPPER({0})',
    regex: '~ {0}',
    iregex: '~* {0}',
    gt: '> {0}',
    gte: '>= {0}',
    lt: '< {0}',
    lte: '<= {0}',
    startswith: 'LIKE {0}',
    endswith: 'LIKE {0}',
    istartswith: 'LIKE UPPER({0})',
    iendswith: 'LIKE UPPER({0})',
  };
  override readonly patternEscape =
    String.raw`REPLACE(REPLACE(REPLACE({0}, E'\\', E'\\\\'), '%', E'\\%'), '_', E'\\_')`;
  override readonly patternOps = {
    contains: "LIKE '%' || {0} || '%'",
    icontains: "LIKE '%' || UPPER({0}) || '%'",
    startswith: "LIKE {0} || '%'",
    istartswith: "LIKE UPPER({0}) || '%'",
    endswith: "LIKE '%' || {0}",
    iendswith: "LIKE '%' || UPPER({0})",
  };

  override placeholder(position: number, value?: unknown): string {
    if (value instanceof TypedText) return `$${position}::${value.type}`;
    return value instanceof Uint8Array ? `$${position}::bytea` : `$${position}`;
  }

  override readonly columnSql = columnSql;
  override readonly columnParameter = columnText;

  override parameterIdentity(value: unknown): unknown {
    return value instanceof TypedText ? value.parameterKey : value;
  }

  override constant(value: unknown): unknown {
    return typeof value === 'string' ? new TypedText(value, 'text') : value;
  }

  override floatConstant(value: number): unknown {
    return Number.isInteger(value) ? new TypedText(String(value), 'numeric') : value;
  }

  override quoteValue(value: unknown): string {
    return quoteValue(value);
  }

  /** Numbers and truth values alone: whatever can hold a text is a parameter. */
  override literal(value: unknown): string | undefined {
    if (typeof value === 'object' && value !== null) return undefined;
    return typeof value === 'string' ? undefined : quoteValue(value);
  }

  override booleanSql(value: boolean): string {
    return String(value);
  }

  /** An exact name stands for itself: without wildcards there is nothing to escape. */
  override escapeExact(text: string): string {
    return text;
  }

  protected override noLimit(): undefined {
    return undefined;
  }

  override forUpdate(options: {
    nowait: boolean;
    skipLocked: boolean;
    of: readonly string[];
    noKey: boolean;
  }): string {
    const of = options.of.length > 0 ? ` OF ${options.of.join(', ')}` : '';
    const waiting = options.nowait ? ' NOWAIT' : options.skipLocked ? ' SKIP LOCKED' : '';
    return `FOR ${options.noKey ? 'NO KEY ' : ''}UPDATE${of}${waiting}`;
  }

  override insertStatement(): string {
    return 'INSERT INTO';
  }

  override onConflict({ kind, updateColumns, targetColumns }: ConflictOptions): string {
    if (kind === 'ignore') return 'ON CONFLICT DO NOTHING';
    const updates = updateColumns.map((column) => `${column} = EXCLUDED.${column}`).join(', ');
    return `ON CONFLICT(${targetColumns.join(', ')}) DO UPDATE SET ${updates}`;
  }

  override uuidFunction(version: 4 | 7): string | undefined {
    return version === 4 ? 'GEN_RANDOM_UUID()' : undefined;
  }

  override explainPrefix(format: string | undefined, options: Readonly<Record<string, unknown>>): string {
    const unknown = Object.keys(options).filter((given) => !EXPLAIN_OPTIONS.has(explainOption(given)));
    if (unknown.length > 0) {
      throw new FieldError(
        `Unknown options: ${unknown.sort().join(', ')}.`,
        `PostgreSQL has: ${[...EXPLAIN_OPTIONS].sort().join(', ')}.`,
      );
    }
    const parts = Object.entries(options).map(([given, value]) => {
      const name = explainOption(given);
      return `${name.toUpperCase()} ${name === 'serialize' ? serialization(value) : Boolean(value)}`;
    });
    if (format !== undefined) parts.push(`FORMAT ${format}`);
    return parts.length === 0 ? 'EXPLAIN' : `EXPLAIN (${parts.join(', ')})`;
  }

  override sqlFlush(tables: readonly string[], options: TruncateOptions = {}): string[] {
    if (tables.length === 0) return [];
    const list = tables.map((table) => this.quoteName(table)).join(', ');
    const restart = options.restartSequences ? ' RESTART IDENTITY' : '';
    return [`TRUNCATE ${list}${restart}${options.cascade ? ' CASCADE' : ''};`];
  }

  override sqlSequenceReset(keys: readonly { readonly table: string; readonly column: string }[]): string[] {
    return keys.map(({ table, column }) => {
      const sequence = `pg_get_serial_sequence(${quoteValue(this.quoteName(table))}, ${quoteValue(column)})`;
      const greatest = `max(${this.quoteName(column)})`;
      return `SELECT setval(${sequence}, coalesce(${greatest}, 1), ${greatest} IS NOT NULL) FROM ${this.quoteName(table)};`;
    });
  }

  override inLongList(parameter: string, _kind: unknown, internalType?: string): string {
    return `= ANY(${parameter}${isInteger(internalType) ? '::bigint[]' : ''})`;
  }

  override longListParameter(values: readonly unknown[]): unknown {
    return values;
  }

  override subtractTemporals(internalType: string, left: SqlFragment, right: SqlFragment): SqlFragment {
    const difference = this.combine('-', [left, right]);
    const sql = `(${difference.sql})`;
    const { params } = difference;
    return { sql: internalType === 'DateField' ? `(interval '1 day' * ${sql})` : sql, params };
  }

  override caseOfType(value: SqlFragment, internalType: string | undefined): SqlFragment {
    const type = UNIFIED_TYPES[internalType ?? ''];
    return type === undefined ? value : this.cast(value, type);
  }

  override constantToSortBy(value: SqlFragment): SqlFragment {
    return this.cast(value, 'text');
  }

  override asText({ sql, params }: SqlFragment): SqlFragment {
    return { sql: `(${sql})::text`, params };
  }

  /** A number is compared as the widest integer, or one beyond the column's range would be an error. */
  override lookupParameter({ sql, params }: SqlFragment, internalType: string | undefined): SqlFragment {
    return isInteger(internalType) ? { sql: `${sql}::bigint`, params } : { sql, params };
  }

  override functionName(name: string): string {
    return name === 'ORD' ? 'ASCII' : name;
  }

  override rewriteCall(
    name: string,
    args: readonly SqlFragment[],
    typeOf: (position: number) => string | undefined,
  ): SqlFragment | undefined {
    return rewriteCall(name, args, typeOf);
  }

  override lookupCast(lookup: string, internalType: string | undefined): string {
    if (!TEXT_LOOKUPS.has(lookup)) return '{0}';
    const text = internalType === 'GenericIPAddressField' ? 'HOST({0})' : '{0}::text';
    return CASELESS.has(lookup) ? `UPPER(${text})` : text;
  }

  override dateExtract(kind: string, value: SqlFragment): SqlFragment {
    return dates.extract(kind, value);
  }

  override datetimeExtract(kind: string, value: SqlFragment, zone: ZoneParam): SqlFragment {
    return dates.extract(kind, dates.inZone(value, zone));
  }

  override timeExtract(kind: string, value: SqlFragment): SqlFragment {
    return dates.extract(kind, value);
  }

  override dateTrunc(kind: string, value: SqlFragment, zone: ZoneParam): SqlFragment {
    return dates.truncate(kind, dates.inZone(value, zone));
  }

  override datetimeTrunc(kind: string, value: SqlFragment, zone: ZoneParam): SqlFragment {
    return dates.truncate(kind, dates.inZone(value, zone));
  }

  override timeTrunc(kind: string, value: SqlFragment, zone: ZoneParam): SqlFragment {
    return dates.castTo('time', dates.truncate(kind, dates.inZone(value, zone)));
  }

  override datetimeCastDate(value: SqlFragment, zone: ZoneParam): SqlFragment {
    return dates.castTo('date', dates.inZone(value, zone));
  }

  override datetimeCastTime(value: SqlFragment, zone: ZoneParam): SqlFragment {
    return dates.castTo('time', dates.inZone(value, zone));
  }

  override yearBoundsForDate(year: number, isoYear: boolean): readonly [unknown, unknown] {
    return yearSpan(year, isoYear).map((day) => adaptDate(new Date(day).toISOString().slice(0, 10))) as never;
  }

  override yearBoundsForDateTime(year: number, isoYear: boolean): readonly [unknown, unknown] {
    return dates.yearBounds(year, isoYear);
  }

  override adaptDateFieldValue(value: unknown): unknown {
    return adaptDate(value);
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
    return adaptText(value, 'uuid');
  }

  override adaptIpAddressFieldValue(value: unknown): unknown {
    return value === '' ? null : adaptText(value, 'inet');
  }

  override adaptJsonFieldValue(value: unknown, encode: (value: unknown) => string): unknown {
    return adaptText(encode(value), 'jsonb');
  }

  override converter(
    internalType: string,
    format: ColumnFormat,
    isColumn: boolean,
  ): ValueConverter | undefined {
    return postgresConverter(internalType, format, isColumn);
  }
}

function isInteger(internalType: string | undefined): boolean {
  return internalType !== undefined && /(Integer|Auto)Field$/.test(internalType);
}
