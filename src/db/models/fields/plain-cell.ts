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

/** What a database stores for a value; undefined for a value that is not so simple. */
export type PlainCell = (value: unknown) => unknown;

const KINDS: readonly (readonly [PlainCell, readonly unknown[]])[] = [
  [
    (value) => (typeof value === 'string' && value.isWellFormed() ? value : undefined),
    [CharField, TextField, EmailField, SlugField, URLField],
  ],
  [
    (value) => (Number.isSafeInteger(value) ? (value as number) + 0 : undefined),
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
  if (kind === BooleanField) return connection.features.hasNativeBooleanField ? asItIs : asNumber;
  if (kind === DateField) return plainDay(field as DateField, connection);
  return BY_CLASS.get(kind);
}

function asItIs(value: unknown): unknown {
  return typeof value === 'boolean' ? value : undefined;
}

function asNumber(value: unknown): unknown {
  return typeof value === 'boolean' ? Number(value) : undefined;
}

function plainDay(field: DateField, { ops }: FieldConnection): PlainCell | undefined {
  if (field.autoNow || field.autoNowAdd) return undefined;
  return (value) =>
    typeof value === 'string' && isCalendarDay(value) ? ops.adaptDateFieldValue(value) : undefined;
}
