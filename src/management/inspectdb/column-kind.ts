import type { ColumnInfo } from '../../db/backends/base/introspection.ts';

/** The field that holds what a column holds. */
export interface ColumnKind {
  /** `'CharField'` */
  readonly field: string;
  /** Kind of the items, of a list. */
  readonly items?: ColumnKind;
  /** Options as source text: `{ maxLength: '50' }`. */
  readonly options: Readonly<Record<string, string>>;
  /** What somebody should look at. */
  readonly remarks: readonly string[];
}

const KINDS: readonly (readonly [pattern: RegExp, field: string])[] = [
  [/^(bool|boolean|tinyint\(1\))/, 'BooleanField'],
  [/^(bigint|int8|bigserial).*unsigned/, 'PositiveBigIntegerField'],
  [/^(bigint|int8|bigserial)/, 'BigIntegerField'],
  [/^(smallint|tinyint|int2|year).*unsigned/, 'PositiveSmallIntegerField'],
  [/^(smallint|tinyint|int2|smallserial|year)/, 'SmallIntegerField'],
  [/^(integer|int|mediumint|int4|serial)\b.*unsigned/, 'PositiveIntegerField'],
  [/^(integer|int|mediumint|int4|serial)\b/, 'IntegerField'],
  [/^(real|double|float)/, 'FloatField'],
  [/^(datetime|timestamp)/, 'DateTimeField'],
  [/^date\b/, 'DateField'],
  [/^time\b/, 'TimeField'],
  [/^interval\b/, 'DurationField'],
  [/^jsonb?\b/, 'JSONField'],
  [/^uuid\b/, 'UUIDField'],
  [/^(inet|cidr|inet4|inet6)\b/, 'GenericIPAddressField'],
  [/^(\w*text|n?clob|character varying$|varchar$)/, 'TextField'],
  [/^(\w*blob|bytea|binary|varbinary)\b/, 'BinaryField'],
];
/** Types that only PostgreSQL has. */
const POSTGRES_KINDS: Readonly<Record<string, string>> = {
  hstore: 'HStoreField',
  int4range: 'IntegerRangeField',
  int8range: 'BigIntegerRangeField',
  numrange: 'DecimalRangeField',
  daterange: 'DateRangeField',
  tstzrange: 'DateTimeRangeField',
  tsvector: 'SearchVectorField',
};
const OF_POSTGRES: ReadonlySet<string> = new Set(['ArrayField', ...Object.values(POSTGRES_KINDS)]);

/** Whether a field comes from `jango/contrib/postgres`. */
export function isOfPostgres(field: string): boolean {
  return OF_POSTGRES.has(field);
}

const TEXT =
  /^(?:n?varchar2?|n?char|bpchar|character(?: varying)?|native character|varying character)\s*\((\d+)\)/;
const DECIMAL = /^(?:decimal|numeric|number)\b(?:\s*\((\d+)(?:\s*,\s*(\d+))?\))?/;

/**
 * The field for a column, by the type as the database says it.
 * @param isJson whether the database checks that the text is JSON
 */
export function columnKind(column: ColumnInfo, isJson: boolean): ColumnKind {
  const type = column.type.trim().toLowerCase();
  if (isJson) return { field: 'JSONField', options: {}, remarks: [] };
  const items = /^(.+?)(?:\[\d*\])+$/.exec(type)?.[1];
  if (items !== undefined) {
    const kind = columnKind({ ...column, type: items }, false);
    return { field: 'ArrayField', items: kind, options: {}, remarks: kind.remarks };
  }
  const ofPostgres = POSTGRES_KINDS[type];
  if (ofPostgres !== undefined) return { field: ofPostgres, options: {}, remarks: [] };
  const length = TEXT.exec(type)?.[1];
  if (length !== undefined) return { field: 'CharField', options: { maxLength: length }, remarks: [] };
  const decimal = DECIMAL.exec(type);
  if (decimal !== null) return decimalKind(decimal[1], decimal[2]);
  const known = KINDS.find(([pattern]) => pattern.test(type));
  if (known !== undefined) return { field: known[1], options: {}, remarks: [] };
  return {
    field: 'TextField',
    options: {},
    remarks: [`A guess: there is no field for the type '${type}'.`],
  };
}

function decimalKind(digits: string | undefined, places: string | undefined): ColumnKind {
  if (digits !== undefined) {
    return {
      field: 'DecimalField',
      options: { maxDigits: digits, decimalPlaces: places ?? '0' },
      remarks: [],
    };
  }
  return {
    field: 'DecimalField',
    options: { maxDigits: '10', decimalPlaces: '5' },
    remarks: ['A guess: the database does not say how many digits there are.'],
  };
}
