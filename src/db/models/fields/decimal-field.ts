import { CheckError, type CheckMessage } from '../../../core/checks/messages.ts';
import { DecimalValidator } from '../../../core/validators/decimal-validator.ts';
import { Decimal, type DecimalValue } from '../../../utils/decimal.ts';
import { defaultFeatures } from '../../connections.ts';
import type { FieldConnection } from './connection.ts';
import { Field, isExpression } from './field.ts';
import { plainDigits } from './integer-field.ts';
import { invalid, wrongType } from './invalid.ts';
import type { FieldOptions, Validator } from './options.ts';

export interface DecimalFieldOptions<T = unknown> extends FieldOptions<T> {
  /** Digits altogether. */
  maxDigits?: number | null;
  /** Digits after the point. */
  decimalPlaces?: number | null;
}

/** A number with a fixed number of decimals; the value is a `Decimal`. */
export class DecimalField extends Field {
  static override readonly optionDefaults: Readonly<Record<string, unknown>> = {
    ...Field.optionDefaults,
    maxDigits: null,
    decimalPlaces: null,
  };
  static override readonly errorMessages = {
    ...Field.errorMessages,
    invalid: '“%(value)s” value must be a decimal number.',
  };
  static override readonly description: string = 'Decimal number';
  override readonly emptyStringsAllowed: boolean = false;
  readonly maxDigits: number | null;
  readonly decimalPlaces: number | null;

  constructor(options: DecimalFieldOptions = {}) {
    super(options);
    this.maxDigits = options.maxDigits ?? null;
    this.decimalPlaces = options.decimalPlaces ?? null;
  }

  /** Without digits the column takes any, where the database has such a column. */
  override dbType(connection: FieldConnection): string | undefined {
    if (this.maxDigits !== null || connection.vendor === 'sqlite') return super.dbType(connection);
    return 'numeric';
  }

  protected override defaultValidators(): readonly Validator[] {
    return [new DecimalValidator(this.maxDigits, this.decimalPlaces) as Validator];
  }

  override toPython(value: unknown): unknown {
    if (value === null || value === undefined) return null;
    const decimal = this.#toDecimal(value);
    if (decimal === undefined) throw invalid(this, value);
    return decimal;
  }

  override getPrepValue(value: unknown): unknown {
    if (value === null || value === undefined) return null;
    const decimal = this.#toDecimal(value);
    if (decimal === undefined) throw wrongType(this, 'a decimal number', value);
    return decimal;
  }

  override getDbPrepValue(value: unknown, connection: FieldConnection, prepared = false): unknown {
    if (isExpression(value)) return value;
    const decimal = prepared ? value : this.getPrepValue(value);
    return connection.ops.adaptDecimalFieldValue(
      decimal,
      this.maxDigits ?? undefined,
      this.decimalPlaces ?? undefined,
    );
  }

  /** A float counts with as many digits as the column has, so that 0.1 + 0.2 is 0.3; a whole number is exact. */
  #toDecimal(value: unknown): Decimal | undefined {
    const decimal = toDecimal(value);
    if (typeof value !== 'number' || Number.isInteger(value) || this.maxDigits === null) return decimal;
    return decimal && new Decimal(decimal.toSignificantDigits(this.maxDigits));
  }

  override check(): CheckMessage[] {
    const { maxDigits, decimalPlaces, options } = this;
    const found = super.check();
    const isFree = options['maxDigits'] === null && options['decimalPlaces'] === null;
    if (isFree && defaultFeatures()?.supportsNoPrecisionDecimalField) return found;
    const before = found.length;
    const error = (message: string, id: string) => found.push(new CheckError(message, { obj: this, id }));
    if (decimalPlaces === null)
      error("DecimalFields must define a 'decimalPlaces' attribute.", 'fields.E130');
    else if (!Number.isInteger(decimalPlaces) || decimalPlaces < 0)
      error("'decimalPlaces' must be a non-negative integer.", 'fields.E131');
    if (maxDigits === null) error("DecimalFields must define a 'maxDigits' attribute.", 'fields.E132');
    else if (!Number.isInteger(maxDigits) || maxDigits <= 0)
      error("'maxDigits' must be a positive integer.", 'fields.E133');
    if (
      found.length === before &&
      maxDigits !== null &&
      decimalPlaces !== null &&
      decimalPlaces > maxDigits
    ) {
      error("'maxDigits' must be greater or equal to 'decimalPlaces'.", 'fields.E134');
    }
    return found;
  }
}

/** The number that a value is or writes; undefined for anything else, and for what is infinite or no number. */
function toDecimal(value: unknown): Decimal | undefined {
  const given =
    typeof value === 'string' ? plainDigits(value) : typeof value === 'boolean' ? Number(value) : value;
  if (typeof given === 'string' && /^[+-]?0[box]/i.test(given)) return undefined;
  try {
    const decimal = given instanceof Decimal ? given : new Decimal(given as DecimalValue);
    return decimal.isFinite() ? decimal : undefined;
  } catch {
    return undefined;
  }
}
