import { FieldError } from '../../../core/errors/field-error.ts';
import { DatabaseError, NotSupportedError } from '../../errors.ts';
import { joinSql, rawSql, type SqlFragment } from '../base/fragment.ts';
import type { JsonOperations } from '../base/json-operations.ts';
import {
  type ColumnFormat,
  type ConflictOptions,
  DatabaseOperations,
  type IntegerRange,
  type TruncateOptions,
  type ValueConverter,
  type ZoneParam,
} from '../base/operations.ts';
import { quotedName } from '../base/quoted-name.ts';
import { rawValue } from '../base/raw-value.ts';
import { adaptDateTime, adaptDuration, adaptTime } from '../base/text-values.ts';
import { yearBoundsOfDates, yearBoundsOfMoments } from '../base/year-bounds.ts';
import { extract, filled, inZone, truncDate, truncMoment, truncTime } from './dates.ts';
import type { MysqlFeatures } from './features.ts';
import { mysqlJson } from './json.ts';
import { FloatParameter } from './parameters.ts';
import { quoteValue } from './quote-value.ts';
import { adaptExactDecimal, mysqlConverter } from './values.ts';

const CAST_TYPES: Readonly<Record<string, string>> = {
  AutoField: 'signed integer',
  BigAutoField: 'signed integer',
  SmallAutoField: 'signed integer',
  IntegerField: 'signed integer',
  BigIntegerField: 'signed integer',
  SmallIntegerField: 'signed integer',
  PositiveBigIntegerField: 'unsigned integer',
  PositiveIntegerField: 'unsigned integer',
  PositiveSmallIntegerField: 'unsigned integer',
  BooleanField: 'signed integer',
  DurationField: 'signed integer',
  CharField: 'char(%s)',
  TextField: 'char',
  FloatField: 'double',
  BinaryField: 'binary',
};

/** `{0}` is the argument; functions whose name differs, or that take more than it. */
const REWRITTEN: Readonly<Record<string, string>> = {
  SHA224: 'SHA2({0}, 224)',
  SHA256: 'SHA2({0}, 256)',
  SHA384: 'SHA2({0}, 384)',
  SHA512: 'SHA2({0}, 512)',
  CHR: 'CONVERT(CHAR({0} USING utf32) USING utf8mb4)',
  ORD: "(CONV(CONCAT('0', HEX(CONVERT(LEFT({0}, 1) USING utf32))), 16, 10) + 0)",
};

const FUNCTION_NAMES: ReadonlyMap<string, string> = new Map([
  ['RANDOM', 'RAND'],
  ['STRPOS', 'INSTR'],
  ['LENGTH', 'CHAR_LENGTH'],
]);

/** Ways of MySQL and MariaDB: text is compared by the collation of its column, dates have no zone. */
export class MysqlOperations extends DatabaseOperations {
  declare readonly features: MysqlFeatures;
  override readonly maxNameLength = 64;
  override readonly json: JsonOperations;
  override readonly currentTimestamp = 'CURRENT_TIMESTAMP(6)';
  override readonly pkDefaultValue = 'DEFAULT';
  override readonly operators = {
    exact: '= {0}',
    iexact: 'LIKE {0}',
    contains: 'LIKE BINARY {0}',
    icontains: 'LIKE {0}',
    regex: 'REGEXP ({0} COLLATE utf8mb4_bin)',
    iregex: "REGEXP CONCAT('(?i)', {0})",
    gt: '> {0}',
    gte: '>= {0}',
    lt: '< {0}',
    lte: '<= {0}',
    startswith: 'LIKE BINARY {0}',
    endswith: 'LIKE BINARY {0}',
    istartswith: 'LIKE {0}',
    iendswith: 'LIKE {0}',
  };
  override readonly patternEscape =
    String.raw`REPLACE(REPLACE(REPLACE({0}, '\\', '\\\\'), '%', '\%'), '_', '\_')`;
  override readonly patternOps = {
    contains: "LIKE BINARY CONCAT('%', {0}, '%')",
    icontains: "LIKE CONCAT('%', {0}, '%')",
    startswith: "LIKE BINARY CONCAT({0}, '%')",
    istartswith: "LIKE CONCAT({0}, '%')",
    endswith: "LIKE BINARY CONCAT('%', {0})",
    iendswith: "LIKE CONCAT('%', {0})",
  };

  constructor(features: MysqlFeatures) {
    super(features);
    this.json = mysqlJson(features.isMariaDb);
  }

  override quoteName(name: string): string {
    return quotedName(name, '`');
  }

  override quoteValue(value: unknown): string {
    return quoteValue(value);
  }

  protected override noLimit(): SqlFragment {
    return rawSql('18446744073709551615');
  }

  override forUpdate({
    nowait,
    skipLocked,
    of,
    noKey,
  }: Parameters<DatabaseOperations['forUpdate']>[0]): string {
    const { features } = this;
    const unsupported = (what: string): never => {
      throw new NotSupportedError(`${what} is not supported on this database backend.`);
    };
    if (noKey) unsupported('FOR NO KEY UPDATE');
    if (nowait && !features.hasSelectForUpdateNowait) unsupported('NOWAIT');
    if (skipLocked && !features.hasSelectForUpdateSkipLocked) unsupported('SKIP LOCKED');
    if (of.length > 0 && !features.hasSelectForUpdateOf) unsupported('FOR UPDATE OF');
    const tables = of.length > 0 ? ` OF ${of.join(', ')}` : '';
    return `FOR UPDATE${tables}${nowait ? ' NOWAIT' : skipLocked ? ' SKIP LOCKED' : ''}`;
  }

  override insertStatement(conflicts: ConflictOptions | undefined): string {
    return conflicts?.kind === 'ignore' ? 'INSERT IGNORE INTO' : 'INSERT INTO';
  }

  override onConflict({ kind, updateColumns }: ConflictOptions): string {
    if (kind === 'ignore') return '';
    const named = this.features.namesInsertedRow;
    const updates = updateColumns.map((column) =>
      named ? `${column} = new.${column}` : `${column} = VALUES(${column})`,
    );
    return `${named ? 'AS new ' : ''}ON DUPLICATE KEY UPDATE ${updates.join(', ')}`;
  }

  override startTransactionSql(): string {
    return 'START TRANSACTION';
  }

  override sqlFlush(tables: readonly string[], options: TruncateOptions = {}): string[] {
    if (tables.length === 0) return [];
    const verb = options.restartSequences ? 'TRUNCATE' : 'DELETE FROM';
    return [
      'SET FOREIGN_KEY_CHECKS = 0;',
      ...tables.map((table) => `${verb} ${this.quoteName(table)};`),
      'SET FOREIGN_KEY_CHECKS = 1;',
    ];
  }

  override explainPrefix(format: string | undefined, options: Readonly<Record<string, unknown>>): string {
    const { analyze, ...rest } = options;
    const unknown = Object.keys(rest);
    if (unknown.length > 0)
      throw new FieldError(`Unknown options: ${unknown.sort().join(', ')}.`, 'It has: analyze.');
    const { isMariaDb, supportedExplainFormats } = this.features;
    // MySQL measures in one format alone, a tree.
    if (analyze && !isMariaDb) return 'EXPLAIN ANALYZE';
    const usual = supportedExplainFormats.includes('TREE') ? 'TREE' : undefined;
    const asked = format === 'TEXT' ? 'TRADITIONAL' : (format ?? usual);
    return `${analyze ? 'ANALYZE' : 'EXPLAIN'}${asked === undefined ? '' : ` FORMAT=${asked}`}`;
  }

  /** `DOUBLE` would compare texts as numbers, so the kind of list decides the type. */
  override inLongList(parameter: string, kind: 'number' | 'string'): string {
    const type = kind === 'number' ? 'DOUBLE' : 'LONGTEXT';
    return `IN (SELECT v FROM JSON_TABLE(${parameter}, '$[*]' COLUMNS (v ${type} PATH '$')) AS list)`;
  }

  override longListParameter(values: readonly unknown[]): unknown {
    return JSON.stringify(values, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  }

  override combine(connector: string, parts: readonly SqlFragment[]): SqlFragment {
    switch (connector) {
      case '^':
        return call('POW', parts);
      case '&':
      case '|':
      case '<<':
        return signed(super.combine(connector, parts));
      case '#':
        return signed(super.combine('^', parts));
      case '>>': {
        const { sql, params } = joinSql([parts[0]!, { ...call('POW', [rawSql('2'), parts[1]!]) }], ' / ');
        return { sql: `FLOOR(${sql})`, params };
      }
      default:
        return super.combine(connector, parts);
    }
  }

  override rawParameter(value: unknown): unknown {
    return typeof value === 'object' && value !== null ? rawValue(value, this) : value;
  }

  override floatConstant(value: number): unknown {
    return Number.isSafeInteger(value) ? new FloatParameter(value) : value;
  }

  /** The server rounds what it casts. */
  override averageDuration(value: SqlFragment): SqlFragment {
    return super.cast(value, 'signed');
  }

  /** A number would be the place of a column. */
  override constantToSortBy(value: SqlFragment): SqlFragment {
    return super.cast(value, 'char');
  }

  override concat(parts: readonly SqlFragment[]): SqlFragment {
    return call('CONCAT', parts);
  }

  /** Durations are microseconds; the other side is one, or a moment that they are added to. */
  override combineDuration(
    connector: string,
    parts: readonly SqlFragment[],
    types: readonly (string | undefined)[] = [],
  ): SqlFragment {
    if (!['+', '-', '*', '/'].includes(connector)) {
      throw new DatabaseError(`Durations cannot be combined by '${connector}'.`, 'Use +, -, * or /.');
    }
    const moment = types.findIndex((type) => type !== undefined && /^(Date|DateTime|Time)Field$/.test(type));
    if (moment === -1) return this.combine(connector, parts);
    const [when, duration] = moment === 0 ? parts : [parts[1], parts[0]];
    const name = connector === '-' ? 'DATE_SUB' : 'DATE_ADD';
    const time = types[moment] === 'TimeField';
    const from = time ? when! : filled('CAST({0} AS DATETIME(6))', when!);
    return {
      sql: `${name}(${from.sql}, INTERVAL ${duration!.sql} MICROSECOND)`,
      params: [...from.params, ...duration!.params],
    };
  }

  override subtractTemporals(internalType: string, left: SqlFragment, right: SqlFragment): SqlFragment {
    const at = (part: SqlFragment): SqlFragment =>
      internalType === 'TimeField' ? filled("CAST(CONCAT('2000-01-01 ', {0}) AS DATETIME(6))", part) : part;
    const [from, to] = [at(right), at(left)];
    return {
      sql: `TIMESTAMPDIFF(MICROSECOND, ${from.sql}, ${to.sql})`,
      params: [...from.params, ...to.params],
    };
  }

  override functionName(name: string): string {
    return FUNCTION_NAMES.get(name) ?? name;
  }

  override rewriteCall(name: string, args: readonly SqlFragment[]): SqlFragment | undefined {
    if (name === 'RIGHT') return call(name, args);
    const template = Object.hasOwn(REWRITTEN, name) ? REWRITTEN[name] : undefined;
    if (template !== undefined) return filled(template, args[0]!);
    return undefined;
  }

  override joinTexts(
    { value, order, distinct }: { value: SqlFragment; order: SqlFragment; distinct: boolean },
    delimiter: string,
  ): SqlFragment {
    return {
      sql: `GROUP_CONCAT(${distinct ? 'DISTINCT ' : ''}${value.sql}${order.sql} SEPARATOR ${quoteValue(delimiter)})`,
      params: [...value.params, ...order.params],
    };
  }

  override castType(columnType: string, internalType: string): string {
    const type = CAST_TYPES[internalType];
    if (type === undefined) return columnType.replace(/^numeric/, 'decimal');
    const length = /\((\d+)\)/.exec(columnType)?.[1];
    return type.includes('%s') ? type.replace('(%s)', length === undefined ? '' : `(${length})`) : type;
  }

  override cast(value: SqlFragment, type: string): SqlFragment {
    if (type === 'json' && this.features.isMariaDb) return call('JSON_EXTRACT', [value, rawSql("'$'")]);
    return super.cast(value, type);
  }

  override dateExtract(kind: string, value: SqlFragment): SqlFragment {
    return extract(kind, value);
  }

  override datetimeExtract(kind: string, value: SqlFragment, zone: ZoneParam): SqlFragment {
    return extract(kind, inZone(value, zone));
  }

  override timeExtract(kind: string, value: SqlFragment): SqlFragment {
    return extract(kind, value);
  }

  override dateTrunc(kind: string, value: SqlFragment, zone: ZoneParam): SqlFragment {
    return truncDate(kind, inZone(value, zone));
  }

  override datetimeTrunc(kind: string, value: SqlFragment, zone: ZoneParam): SqlFragment {
    return truncMoment(kind, inZone(value, zone));
  }

  override timeTrunc(kind: string, value: SqlFragment, zone: ZoneParam): SqlFragment {
    return truncTime(kind, inZone(value, zone));
  }

  override datetimeCastDate(value: SqlFragment, zone: ZoneParam): SqlFragment {
    return call('DATE', [inZone(value, zone)]);
  }

  override datetimeCastTime(value: SqlFragment, zone: ZoneParam): SqlFragment {
    return call('TIME', [inZone(value, zone)]);
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
    return adaptExactDecimal(value);
  }

  override adaptUuidFieldValue(value: unknown): unknown {
    if (typeof value !== 'string') return value;
    return this.features.hasNativeUuidField ? value.toLowerCase() : value.replaceAll('-', '').toLowerCase();
  }

  override integerFieldRange(internalType: string): IntegerRange | undefined {
    return UNSIGNED_RANGES[internalType] ?? super.integerFieldRange(internalType);
  }

  override converter(
    internalType: string,
    format: ColumnFormat,
    isColumn: boolean,
  ): ValueConverter | undefined {
    return mysqlConverter(internalType, format, isColumn);
  }
}

const UNSIGNED_RANGES: Readonly<Record<string, IntegerRange>> = {
  PositiveSmallIntegerField: [0, 65_535],
  PositiveIntegerField: [0, 4_294_967_295],
  PositiveBigIntegerField: [0, 2n ** 64n - 1n],
};

function call(name: string, values: readonly SqlFragment[]): SqlFragment {
  const list = joinSql(values, ', ');
  return { sql: `${name}(${list.sql})`, params: list.params };
}

function signed({ sql, params }: SqlFragment): SqlFragment {
  return { sql: `CONVERT(${sql}, SIGNED)`, params };
}
