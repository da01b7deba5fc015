import { BaseValidator, type Limit } from './base-validator.ts';
import { failure, type Message } from './messages.ts';
import { trimArgs } from './validator.ts';

const WITH_OFFSET =
  'Ensure this value is a multiple of step size %(limit_value)s, starting from %(offset)s, e.g. %(offset)s, %(valid_value1)s, %(valid_value2)s, and so on.';

/** The value is a multiple of a step: `new StepValueValidator(3, { offset: 1 })` takes 1, 4, 7... */
export class StepValueValidator extends BaseValidator<number> {
  static override readonly message: Message = 'Ensure this value is a multiple of step size %(limit_value)s.';
  static override readonly code = 'step_size';

  readonly offset: number | undefined;

  constructor(limitValue: Limit<number>, options: { message?: string; offset?: number } = {}) {
    super(limitValue, options);
    this.offset = options.offset;
  }

  override validate(value: unknown): void {
    if (this.offset === undefined) {
      super.validate(value);
      return;
    }
    const step = typeof this.limitValue === 'function' ? this.limitValue() : this.limitValue;
    if (!this.compare(value, step)) return;
    const custom = this.message !== StepValueValidator.message;
    throw failure(custom ? this.message : WITH_OFFSET, this.code, {
      limit_value: step,
      offset: this.offset,
      valid_value1: this.offset + Number(step),
      valid_value2: this.offset + 2 * Number(step),
      value,
    });
  }

  protected override compare(value: unknown, step: number): boolean {
    if (typeof value === 'bigint' && Number.isInteger(step) && Number.isInteger(this.offset ?? 0)) {
      return (value - BigInt(this.offset ?? 0)) % BigInt(step) !== 0n;
    }
    const distance = Number(value) - (this.offset ?? 0);
    const size = Number(step);
    return Math.abs(distance - size * Math.round(distance / size)) > 1e-9;
  }

  protected override constructorArgs(): readonly unknown[] {
    const message = this.message === StepValueValidator.message ? undefined : this.message;
    return trimArgs([this.limitValue, { message, offset: this.offset }]);
  }
}
