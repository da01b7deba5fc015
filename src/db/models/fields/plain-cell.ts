import { AutoField, BigAutoField, SmallAutoField } from './auto-field.ts';
import { BooleanField } from './boolean-field.ts';
import { CharField } from './char-field.ts';
import type { FieldConnection } from './connection.ts';
import { DateField, isCalendarDay } from './date-field.ts';
import type { Field } from './field.ts';
import { ForeignKey } from './foreign-key.ts';
import { IntegerField } from './integer-field.ts';
import {
  BigIntegerField,
  PositiveBigIntegerField,
  PositiveIntegerField,
  PositiveSmallIntegerField,
  SmallIntegerField,
} from './integer-kinds.ts';
import { TextField } from './text-field.ts';
import { EmailField, SlugField, URLField } from './text-kinds.ts';

/** What most cells of a column are: code that tells whether `value` is such, and what the database stores for it. */
export interface PlainCell {
  readonly test: string;
  readonly cell: string;
  /** What the code uses. */
  readonly uses?: Readonly<Record<string, unknown>>;
}

const TEXT: PlainCell = { test: "typeof value === 'string' && value.isWellFormed()", cell: 'value' };
// -0 is stored as 0.
const INTEGER: PlainCell = { test: 'Number.isSafeInteger(value)', cell: 'value + 0' };
const TRUTH: PlainCell = { test: "typeof value === 'boolean'", cell: 'value' };
const BIT: PlainCell = { ...TRUTH, cell: '(value ? 1 : 0)' };
// Each database takes a day in this form.
const DAY: PlainCell = {
  test: "typeof value === 'string' && isCalendarDay(value)",
  cell: 'value',
  uses: { isCalendarDay },
};

const KINDS: readonly (readonly [PlainCell, readonly unknown[]])[] = [
  [TEXT, [CharField, TextField, EmailField, SlugField, URLField]],
  [
    INTEGER,
    [
      IntegerField,
      SmallIntegerField,
      BigIntegerField,
      PositiveIntegerField,
      PositiveSmallIntegerField,
      PositiveBigIntegerField,
      AutoField,
      SmallAutoField,
      BigAutoField,
    ],
  ],
];
const BY_CLASS = new Map(KINDS.flatMap(([cell, classes]) => classes.map((kind) => [kind, cell] as const)));

/**
 * A short way to what `getDbPrepSave()` gives for the values that most cells of many rows have. Only for the framework's own classes:
 * those of a project may have hooks of their own.
 */
export function plainCell(field: Field, connection: FieldConnection): PlainCell | undefined {
  const kind: unknown = field.constructor;
  if (kind === ForeignKey) return plainCell((field as ForeignKey).targetField, connection);
  if (kind === BooleanField) return connection.features.hasNativeBooleanField ? TRUTH : BIT;
  if (kind === DateField) return isByClock(field as DateField) ? undefined : DAY;
  return BY_CLASS.get(kind);
}

function isByClock({ autoNow, autoNowAdd }: DateField): boolean {
  return autoNow || autoNowAdd;
}
