import { NotSupportedError } from '../../errors.ts';
import type { DatabaseFeatures } from './features.ts';
import type { SqlFragment } from './fragment.ts';
import type { JsonOperations } from './json-operations.ts';
import { quotedName } from './quoted-name.ts';

/** What a converter needs to know of a column; a Field has it. */
export interface ColumnFormat {
  readonly decimalPlaces?: number | null | undefined;
  readonly maxDigits?: number | null | undefined;
}

/** A time zone: its name, a function that tells it when the statement is sent, or undefined for none. */
export type ZoneParam = string | (() => string) | undefined;

/** Brings a driver's value into the framework's type for it; NULL never comes here. */
export type ValueConverter = (value: unknown) => unknown;

export interface ConflictOptions {
  readonly kind: 'ignore' | 'update';
  /** Columns to update, quoted. */
  readonly updateColumns: readonly string[];
  /** Columns of the unique constraint, quoted. */
  readonly targetColumns: readonly string[];
}

export interface TruncateOptions {
  readonly restartSequences?: boolean;
  /** Also empty the tables that point at these, where the database can do it in the same go. */
  readonly cascade?: boolean;
}

/**
 * How one database writes what differs from database to database: names, dates, operators, values. The generic part of it;
 * a backend overrides what it does in another way.
 */
export abstract class DatabaseOperations {
  readonly features: DatabaseFeatures;
  /** Longest name of a table, column or index. */
  readonly maxNameLength: number = 200;
  /** Comparison of a lookup: `{0}` is the right side. */
  abstract readonly operators: Readonly<Record<string, string>>;
  /** The same where the right side is no parameter, so that its wildcards have to be escaped by the database. */
  abstract readonly patternOps: Readonly<Record<string, string>>;
  abstract readonly patternEscape: string;
  /** Set operations by name. */
  readonly setOperators: Readonly<Record<string, string>> = {
    union: 'UNION',
    intersection: 'INTERSECT',
    difference: 'EXCEPT',
  };
  /** How JSON is looked into. */
  abstract readonly json: JsonOperations;
  /** The time of the statement. */
  readonly currentTimestamp: string = 'STATEMENT_TIMESTAMP()';

  constructor(features: DatabaseFeatures) {
    this.features = features;
  }

  // --- names and parameters

  quoteName(name: string): string {
    return quotedName(name, '"');
  }

  /** A value written into SQL text: for schemas, whose statements take no parameters. */
  abstract quoteValue(value: unknown): string;

  /** The mark of the n-th parameter, counted from 1, which may tell the type of a value that is known. */
  placeholder(_position: number, _value?: unknown): string {
    return '?';
  }

  /** The parameter for a constant of an expression: a database that works out types before it sees values is told them. */
  constant(value: unknown): unknown {
    return value;
  }

  /**
   * Text of a number that is a part of the statement, as in `Value(5)`; undefined sends it as a parameter. Databases that
   * work out the types of a statement before they see its parameters need it.
   */
  literal(_value: unknown): string | undefined {
    return undefined;
  }

  /** The same for a number that is a float, also when it is whole: half of it has a fraction. */
  floatConstant(value: number): unknown {
    return value;
  }

  /** A value of SQL of one's own as it is sent. */
  rawParameter(value: unknown): unknown {
    return value;
  }

  /** A condition that is decided. */
  booleanSql(value: boolean): string {
    return value ? '1' : '0';
  }

  // --- clauses

  /** `LIMIT 10 OFFSET 20`; either may be absent. */
  limitOffset(limit: SqlFragment | undefined, offset: SqlFragment | undefined): SqlFragment {
    const parts: string[] = [];
    const params: unknown[] = [];
    const shown = limit ?? (offset === undefined ? undefined : this.noLimit());
    if (shown !== undefined) {
      parts.push(`LIMIT ${shown.sql}`);
      params.push(...shown.params);
    }
    if (offset !== undefined) {
      parts.push(`OFFSET ${offset.sql}`);
      params.push(...offset.params);
    }
    return { sql: parts.join(' '), params };
  }

  /** What LIMIT says when only an OFFSET is wanted. */
  protected abstract noLimit(): SqlFragment | undefined;

  forUpdate(_options: {
    nowait: boolean;
    skipLocked: boolean;
    of: readonly string[];
    noKey: boolean;
  }): string {
    throw new NotSupportedError('selectForUpdate() is not supported on this database backend.');
  }

  insertStatement(conflicts: ConflictOptions | undefined): string {
    return conflicts?.kind === 'ignore' ? 'INSERT OR IGNORE INTO' : 'INSERT INTO';
  }

  /** What comes after the values of an insert that may meet rows that are there. */
  abstract onConflict(options: ConflictOptions): string;

  /** Values of a row that has none. */
  readonly pkDefaultValue: string = 'NULL';
  /**
   * What parameters have in common that a statement sends as one, where a mark says which one it stands for; undefined sends each
   * by itself.
   */
  parameterIdentity(_value: unknown): unknown {
    return undefined;
  }

  /** What gives the cells of a column of a type, where `features.canUnnestRows`. */
  columnSql(mark: string, _type: string): string {
    return mark;
  }

  /**
   * The cells of a column, which may be changed, as the one parameter that `columnSql()` takes apart; undefined when they cannot be sent so.
   * @param mayBeOdd whether there may be other cells than texts, numbers and truths
   */
  columnParameter(_cells: unknown[], _mayBeOdd: boolean): unknown {
    return undefined;
  }

  startTransactionSql(_mode?: unknown): string {
    return 'BEGIN';
  }

  /** Statements that have the next key of each table follow those of its rows; none where that goes by itself. */
  sqlSequenceReset(_keys: readonly { readonly table: string; readonly column: string }[]): string[] {
    return [];
  }

  /** Statements that empty these tables. */
  abstract sqlFlush(tables: readonly string[], options?: TruncateOptions): string[];

  /** What follows the EXPLAIN of a statement. @param options names in lower case, as the user wrote them */
  explainPrefix(_format: string | undefined, _options: Readonly<Record<string, unknown>>): string {
    return 'EXPLAIN';
  }

  /** The operator and the right side of a search in a list that is one parameter: `IN (SELECT ...)`. */
  abstract inLongList(parameter: string, kind: 'number' | 'string', internalType?: string): string;
  /** That parameter. */
  abstract longListParameter(values: readonly unknown[]): unknown;

  /** The call that makes a UUID of a version; undefined where the database has none. */
  uuidFunction(_version: 4 | 7): string | undefined {
    return undefined;
  }

  /** The right side of IN for several columns: the rows are written already, `(1, 2), (3, 4)`. */
  tupleList(rows: string): string {
    return `(${rows})`;
  }

  // --- expressions

  combine(connector: string, parts: readonly SqlFragment[]): SqlFragment {
    return {
      sql: parts.map((part) => part.sql).join(` ${connector} `),
      params: parts.flatMap((part) => part.params),
    };
  }

  /** Texts, one after the other. */
  concat(parts: readonly SqlFragment[]): SqlFragment {
    return this.combine('||', parts);
  }

  /** `moment + duration` and the like, where there is no type for durations. */
  combineDuration(
    connector: string,
    parts: readonly SqlFragment[],
    _types: readonly (string | undefined)[],
  ): SqlFragment {
    return this.combine(connector, parts);
  }

  /** A duration written out in an expression. */
  formatDuration(sql: SqlFragment): SqlFragment {
    return sql;
  }

  abstract subtractTemporals(internalType: string, left: SqlFragment, right: SqlFragment): SqlFragment;

  /** A computed decimal, told to be one where the database would take it for text or a float. */
  formatDecimal(value: SqlFragment): SqlFragment {
    return value;
  }

  /** What a function is called here: SQLite's GREATEST is MAX. */
  functionName(name: string): string {
    return name;
  }

  /**
   * A call of a function that is written in another way here; undefined for a plain call by `functionName()`.
   * @param typeOf internal type of the n-th argument, where it is known
   */
  rewriteCall(
    _name: string,
    _args: readonly SqlFragment[],
    _typeOf: (position: number) => string | undefined,
  ): SqlFragment | undefined {
    return undefined;
  }

  /** The texts of a group in one, where that isn't a call of STRING_AGG with the delimiter as its second argument. */
  joinTexts(
    _parts: { value: SqlFragment; order: SqlFragment; distinct: boolean },
    _delimiter: string,
  ): SqlFragment | undefined {
    return undefined;
  }

  /** A value brought to a column type. */
  cast(value: SqlFragment, type: string): SqlFragment {
    return { sql: `CAST(${value.sql} AS ${type})`, params: value.params };
  }

  /** Type name in CAST() for an internal type, where it isn't the column type. */
  castType(columnType: string, _internalType: string): string {
    return columnType;
  }

  /** The value of a CASE, whose branches may be parameters that say nothing of their type. */
  caseOfType(value: SqlFragment, _internalType: string | undefined): SqlFragment {
    return value;
  }

  /** An average of durations, which has no part of a microsecond. */
  averageDuration(value: SqlFragment): SqlFragment {
    return value;
  }

  /** A constant in ORDER BY, which sorts nothing. */
  constantToSortBy(value: SqlFragment): SqlFragment {
    return value;
  }

  /** A value that is joined to a text. */
  asText(value: SqlFragment): SqlFragment {
    return value;
  }

  /** The parameter that a column of this type is compared with. */
  lookupParameter(parameter: SqlFragment, _internalType: string | undefined): SqlFragment {
    return parameter;
  }

  /** How the left side of a lookup is cast before it is compared: `CAST(%s AS text)`, with `{0}` for the column. */
  lookupCast(_lookup: string, _internalType: string | undefined): string {
    return '{0}';
  }

  /** Whether a comparison may stand where a value is expected without being wrapped in CASE WHEN. */
  conditionalExpressionSupportedInWhere(): boolean {
    return true;
  }

  // --- dates: `kind` is Django's name of the part, `zone` undefined when there is nothing to convert

  abstract dateExtract(kind: string, value: SqlFragment): SqlFragment;
  abstract datetimeExtract(kind: string, value: SqlFragment, zone: ZoneParam): SqlFragment;
  abstract timeExtract(kind: string, value: SqlFragment): SqlFragment;
  abstract dateTrunc(kind: string, value: SqlFragment, zone: ZoneParam): SqlFragment;
  abstract datetimeTrunc(kind: string, value: SqlFragment, zone: ZoneParam): SqlFragment;
  abstract timeTrunc(kind: string, value: SqlFragment, zone: ZoneParam): SqlFragment;
  abstract datetimeCastDate(value: SqlFragment, zone: ZoneParam): SqlFragment;
  abstract datetimeCastTime(value: SqlFragment, zone: ZoneParam): SqlFragment;
  /** First and last moment of a year for BETWEEN on a date column, as parameters. */
  abstract yearBoundsForDate(year: number, isoYear: boolean): readonly [unknown, unknown];
  abstract yearBoundsForDateTime(year: number, isoYear: boolean): readonly [unknown, unknown];

  // --- values

  /** Smallest and greatest number of a column type; undefined when the database knows no limit. */
  integerFieldRange(internalType: string): IntegerRange | undefined {
    return INTEGER_RANGES[internalType];
  }

  /** Let `%`, `_` and `\` in a LIKE pattern stand for themselves. */
  escapeLike(text: string): string {
    return text.replaceAll('\\', '\\\\').replaceAll('%', '\\%').replaceAll('_', '\\_');
  }

  /** The right side of `iexact`, which some databases compare by LIKE. */
  escapeExact(text: string): string {
    return this.escapeLike(text);
  }

  abstract adaptDateFieldValue(value: unknown): unknown;
  abstract adaptDateTimeFieldValue(value: unknown): unknown;
  abstract adaptTimeFieldValue(value: unknown): unknown;
  abstract adaptDurationFieldValue(value: unknown): unknown;
  /** The digits of the column are given for backends that need them. */
  abstract adaptDecimalFieldValue(
    value: unknown,
    maxDigits: number | null | undefined,
    decimalPlaces: number | null | undefined,
  ): unknown;
  abstract adaptUuidFieldValue(value: unknown): unknown;
  adaptIpAddressFieldValue(value: unknown): unknown {
    return value === '' ? null : value;
  }
  adaptJsonFieldValue(value: unknown, encode: (value: unknown) => string): unknown {
    return encode(value);
  }
  adaptBinaryFieldValue(value: unknown): unknown {
    return value;
  }

  /** @param isColumn whether the value is a column itself, not computed from one */
  abstract converter(
    internalType: string,
    format: ColumnFormat,
    isColumn: boolean,
  ): ValueConverter | undefined;
}

/** The smallest and the greatest whole number of a column. */
export type IntegerRange = readonly [min: number | bigint, max: number | bigint];

/** What 64 bits hold. */
export const WIDE: IntegerRange = [-(2n ** 63n), 2n ** 63n - 1n];

const INTEGER_RANGES: Readonly<Record<string, IntegerRange>> = {
  SmallIntegerField: [-32_768, 32_767],
  IntegerField: [-2_147_483_648, 2_147_483_647],
  BigIntegerField: WIDE,
  PositiveBigIntegerField: [0, WIDE[1]],
  PositiveSmallIntegerField: [0, 32_767],
  PositiveIntegerField: [0, 2_147_483_647],
  SmallAutoField: [-32_768, 32_767],
  AutoField: [-2_147_483_648, 2_147_483_647],
  BigAutoField: WIDE,
};
