import { functions, models, Value } from 'jango/db';
import { fields } from 'jango/db/migrations';
import type { ColumnPlan, GeneratedPlan, RelationPlan } from './field-plans.ts';

export type AnyField = ReturnType<typeof fields.TextField>;
export type Engine = 'sqlite3' | 'postgresql' | 'mysql';

const NUMBERS = new Set([
  'SmallIntegerField',
  'IntegerField',
  'BigIntegerField',
  'PositiveSmallIntegerField',
  'PositiveIntegerField',
  'PositiveBigIntegerField',
  'DecimalField',
  'FloatField',
]);
const TEXTS = new Set(['CharField', 'TextField', 'SlugField', 'URLField', 'EmailField', 'FileField']);
/** Long text and the like, which MySQL can neither index nor keep unique. */
const UNINDEXED = new Set(['TextField', 'JSONField', 'BinaryField']);
export const COLLATIONS: Record<Engine, string> = {
  sqlite3: 'NOCASE',
  postgresql: 'C',
  mysql: 'utf8mb4_bin',
};

export function isNumber(kind: string): boolean {
  return NUMBERS.has(kind);
}

export function isText(kind: string): boolean {
  return TEXTS.has(kind);
}

export function isIndexable(kind: string, engine: Engine): boolean {
  if (kind === 'JSONField' || kind === 'BinaryField') return false;
  return engine !== 'mysql' || !UNINDEXED.has(kind);
}

/** A value for a row: each row's is another one. Numbers fit every kind of column, also as text. */
export function sampleValue(kind: string, row: number, numeric: boolean): unknown {
  if (isNumber(kind)) return kind === 'DecimalField' ? `${row + 10}.00` : row + 10;
  if (isText(kind)) return numeric ? String(row + 10) : `v${row}`;
  switch (kind) {
    case 'BooleanField':
      return row % 2 === 0;
    case 'DateField':
      return `2024-01-0${row}`;
    case 'DateTimeField':
      return `2024-01-0${row} 10:00:00Z`;
    case 'TimeField':
      return `10:00:0${row}`;
    case 'DurationField':
      return `0${row}:00:00`;
    case 'UUIDField':
      return `00000000-0000-4000-8000-00000000000${row}`;
    case 'JSONField':
      return { row };
    case 'BinaryField':
      return new Uint8Array([row, 0, 255]);
    default:
      return `10.0.0.${row}`;
  }
}

/** The value that rows get for which nothing was given. */
export const FILLED = 9;

/** @param alone the values of the rows may all be the same, so nothing unique can be asked of them */
export function buildColumn(
  plan: ColumnPlan,
  context: { engine: Engine; numeric: boolean; alone: boolean; ownColumn: string },
): AnyField {
  const { kind } = plan;
  const { engine, numeric, alone } = context;
  const unique =
    plan.unique && kind !== 'BooleanField' && isIndexable(kind, engine) && !(kind === 'FileField');
  const make = fields[kind as 'CharField'] as (options: object) => AnyField;
  const nullable = plan.null || (unique && alone);
  return make({
    ...(nullable && { null: true }),
    ...(unique && { unique: true }),
    ...(plan.dbIndex && isIndexable(kind, engine) && { dbIndex: true }),
    ...(['CharField', 'SlugField', 'FileField'].includes(kind) && { maxLength: plan.maxLength }),
    ...(kind === 'DecimalField' && { maxDigits: plan.maxLength > 20 ? 12 : 8, decimalPlaces: 2 }),
    ...(plan.choices && isText(kind) && { choices: [['v1', 'One']] }),
    ...(plan.ownColumn && { dbColumn: context.ownColumn }),
    ...(plan.comment !== null && { dbComment: plan.comment }),
    ...(plan.collated &&
      (kind === 'CharField' || kind === 'TextField') && { dbCollation: COLLATIONS[engine] }),
    ...(unique && alone ? {} : defaults(plan, numeric)),
  });
}

function defaults(plan: ColumnPlan, numeric: boolean): object {
  const { kind } = plan;
  if (kind === 'BinaryField') return {};
  const plain = isNumber(kind) || isText(kind) || kind === 'BooleanField';
  const value = kind === 'JSONField' ? undefined : sampleValue(kind, 8, numeric);
  switch (plan.default) {
    case 'value':
      return plain ? { default: value } : {};
    case 'function':
      return kind === 'JSONField' ? { default: emptyObject } : {};
    case 'database':
      return plain && kind !== 'FileField' ? { dbDefault: value } : {};
    case 'expression':
      return expressionDefault(kind, numeric);
    default:
      return {};
  }
}

function expressionDefault(kind: string, numeric: boolean): object {
  if (kind === 'DateTimeField') return { dbDefault: new functions.Now() };
  if (kind === 'CharField' && !numeric) return { dbDefault: functions.Lower(new Value('DB')) };
  return kind === 'IntegerField' ? { dbDefault: new functions.Abs(new Value(-7)) } : {};
}

function emptyObject(): object {
  return {};
}

const ON_DELETE = { CASCADE: models.CASCADE, PROTECT: models.PROTECT, DO_NOTHING: models.DO_NOTHING };

export function buildRelation(
  plan: RelationPlan,
  to: string,
  context: { nullable: boolean; ownColumn: string },
): AnyField {
  if (plan.kind === 'ManyToManyField') return fields.ManyToManyField(to, { relatedName: '+' });
  const options = {
    onDelete: ON_DELETE[plan.onDelete],
    relatedName: '+',
    dbConstraint: plan.dbConstraint,
    ...(plan.toField && { toField: 'key' }),
    ...((plan.null || context.nullable) && { null: true }),
    ...(plan.ownColumn && { dbColumn: context.ownColumn }),
  };
  if (plan.kind === 'OneToOneField') return fields.OneToOneField(to, options);
  return fields.ForeignKey(to, { ...options, dbIndex: plan.dbIndex });
}

/** Made of `num`, which never changes. */
export function buildGenerated(plan: GeneratedPlan, engine: Engine): AnyField {
  const stored = plan.stored || engine === 'postgresql';
  return fields.GeneratedField({
    expression: new functions.Abs('num'),
    outputField: fields.IntegerField(),
    dbPersist: stored,
    ...(plan.unique && stored && { unique: true }),
  });
}
