import { DateField } from '../fields/date-field.ts';
import { DateTimeField } from '../fields/date-time-field.ts';
import { DecimalField } from '../fields/decimal-field.ts';
import { DurationField } from '../fields/duration-field.ts';
import type { Field } from '../fields/field.ts';
import { FloatField } from '../fields/float-field.ts';
import { IntegerField } from '../fields/integer-field.ts';
import { BigIntegerField } from '../fields/integer-kinds.ts';
import { TimeField } from '../fields/time-field.ts';

/** How a combination is written: by an operator, or by a function for durations or for the time between two moments. */
export type CombinedKind = 'arithmetic' | 'duration' | 'subtraction';

export interface CombinedType {
  readonly kind: CombinedKind;
  readonly field: () => Field;
}

const integer = (): Field => new IntegerField();
const big = (): Field => new BigIntegerField();
const float = (): Field => new FloatField();
const decimal = (): Field => new DecimalField({});
const duration = (): Field => new DurationField();
const moment = (): Field => new DateTimeField();
const MAKERS: Readonly<Record<string, () => Field>> = {
  DateField: () => new DateField(),
  DateTimeField: moment,
  TimeField: () => new TimeField(),
};

const ARITHMETIC = new Set(['+', '-', '*', '/', '%', '^']);
const BITS = new Set(['&', '|', '<<', '>>', '#']);

/** Kinds of numbers, all integers being one. */
function numeric(name: string | undefined): 'integer' | 'float' | 'decimal' | undefined {
  if (name === undefined) return undefined;
  if (name === 'FloatField') return 'float';
  if (name === 'DecimalField') return 'decimal';
  return /^(Small|Big|Positive|PositiveSmall|PositiveBig)?(Integer|Auto)Field$/.test(name)
    ? 'integer'
    : undefined;
}

/** Numbers that go beyond 2^53 keep their digits when they are combined. */
function isBig(name: string | undefined): boolean {
  return name?.includes('Big') ?? false;
}

/**
 * What combining two types gives; undefined when that has to be said.
 * @param withLiteral whether one of them is a number that is written in the query, which is as good as a decimal as a float
 */
export function combinedType(
  connector: string,
  left: string | undefined,
  right: string | undefined,
  withLiteral = false,
): CombinedType | undefined {
  const arithmetic = (field: () => Field): CombinedType => ({ kind: 'arithmetic', field });
  const [a, b] = [numeric(left), numeric(right)];
  const whole = isBig(left) || isBig(right) ? big : integer;
  if (a !== undefined && b !== undefined) {
    if (BITS.has(connector)) return a === 'integer' && b === 'integer' ? arithmetic(whole) : undefined;
    if (!ARITHMETIC.has(connector)) return undefined;
    if (a === b) return arithmetic(a === 'integer' ? whole : a === 'float' ? float : decimal);
    if (a !== 'integer' && b !== 'integer' && !withLiteral) return undefined;
    return arithmetic(a === 'float' || b === 'float' ? float : decimal);
  }
  if ((a !== undefined && right === undefined) || (b !== undefined && left === undefined)) {
    const known = a ?? b!;
    return arithmetic(known === 'integer' ? whole : known === 'float' ? float : decimal);
  }
  return temporal(connector, left, right);
}

function temporal(connector: string, left?: string, right?: string): CombinedType | undefined {
  const isDuration = (name?: string): boolean => name === 'DurationField';
  const isTemporal = (name?: string): boolean => name !== undefined && name in MAKERS;
  if (isDuration(left) && isDuration(right)) {
    if (connector === '+' || connector === '-') return { kind: 'arithmetic', field: duration };
    return undefined;
  }
  const isDay = (name?: string): boolean => name === 'DateField' || name === 'DateTimeField';
  if (connector === '-' && isTemporal(left) && (left === right || (isDay(left) && isDay(right))))
    return { kind: 'subtraction', field: duration };
  if (isDuration(right) && isTemporal(left) && (connector === '+' || connector === '-')) {
    return { kind: 'duration', field: left === 'DateField' ? moment : MAKERS[left!]! };
  }
  if (isDuration(left) && isTemporal(right) && connector === '+') {
    return { kind: 'duration', field: right === 'DateField' ? moment : MAKERS[right!]! };
  }
  const scaled = (isDuration(left) && numeric(right)) || (isDuration(right) && numeric(left));
  if (scaled && (connector === '*' || connector === '/')) return { kind: 'duration', field: duration };
  return undefined;
}
