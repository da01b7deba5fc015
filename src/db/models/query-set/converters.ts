import type { DatabaseWrapper } from '../../backends/base/database-wrapper.ts';
import type { ColumnFormat } from '../../backends/base/operations.ts';
import { Col } from '../../sql/col.ts';
import type { Expression } from '../../sql/expression.ts';
import type { Field } from '../fields/field.ts';
import type { PlaceConverter } from '../fill-instance.ts';

export type Convert = (value: unknown) => unknown;

/** What brings a value that the database gave into its type; undefined when it is that already. */
export function converterOf(expression: Expression, connection: DatabaseWrapper): Convert | undefined {
  const field = typeOf(expression);
  const steps: Convert[] = [];
  if (field !== undefined) {
    const isColumn = expression instanceof Col;
    if (!isColumn && field.getInternalType().endsWith('IntegerField')) steps.push(whole);
    const backend = connection.ops.converter(
      field.getInternalType(),
      field as unknown as ColumnFormat,
      isColumn,
    );
    if (backend !== undefined) steps.push((value) => (value === null ? null : backend(value)));
  }
  const own = expression.convertValue();
  if (own !== undefined) steps.push(own);
  const fromDb = field?.fromDbValue;
  if (fromDb !== undefined) steps.push((value) => fromDb.call(field, value, connection));
  const [first, second, third] = steps;
  if (second === undefined) return first;
  if (third === undefined) return (value) => second(first!(value));
  return (value) => third(second(first!(value)));
}

/** The value of an expression that says it is a whole number: a database may have made a text of it on the way. */
function whole(value: unknown): unknown {
  if (typeof value === 'string' && /^-?\d{1,15}$/.test(value)) return Number(value);
  return typeof value === 'number' && !Number.isInteger(value) ? Math.trunc(value) : value;
}

function typeOf(expression: Expression): Expression['outputFieldOrNone'] {
  return expression.outputFieldOrNone;
}

const WIDE: ReadonlySet<string> = new Set(['BigIntegerField', 'PositiveBigIntegerField', 'DurationField']);

/** Whether values of an expression may be integers that no number holds exactly. Automatic keys count from 1. */
export function mayBeWide(expression: Expression): boolean {
  const field = typeOf(expression);
  if (field === undefined || isWide(field)) return field !== undefined;
  return (
    !(expression instanceof Col) &&
    field.getInternalType().endsWith('IntegerField') &&
    expression.flatten().some(mayWiden)
  );
}

/** A product, a power, a number that is wide itself, a column of wide ones that is told to be of others. */
function mayWiden(part: Expression): boolean {
  if ('connector' in part) return ['*', '^', '<<'].includes(String(part.connector));
  if ('value' in part) return typeof part.value === 'bigint';
  return part instanceof Col && isWide(part.outputField);
}

function isWide(column: Field): boolean {
  let field: Field | undefined = column;
  while (field !== undefined && 'targetField' in field && !field.manyToMany)
    field = field.targetField as Field;
  while (field !== undefined && 'baseField' in field) field = field.baseField as Field;
  return field !== undefined && WIDE.has(field.getInternalType());
}

/** The places of a row that have to be converted. */
export function rowConverters(
  expressions: readonly Expression[],
  connection: DatabaseWrapper,
): readonly PlaceConverter[] {
  return expressions.flatMap((expression, place) => {
    const converter = converterOf(expression, connection);
    return converter === undefined ? [] : [[place, converter] as const];
  });
}
