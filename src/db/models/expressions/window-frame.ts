import { FieldError } from '../../../core/errors/field-error.ts';
import type { DatabaseFeatures } from '../../backends/base/features.ts';
import { NotSupportedError } from '../../errors.ts';
import { optionsOf } from '../../sql/options-of.ts';
import { callable } from './callable.ts';

export type FrameExclusion = 'CURRENT ROW' | 'GROUP' | 'TIES' | 'NO OTHERS';

/** The same by name: `WindowFrameExclusion.TIES`. */
export const WindowFrameExclusion = {
  CURRENT_ROW: 'CURRENT ROW',
  GROUP: 'GROUP',
  TIES: 'TIES',
  NO_OTHERS: 'NO OTHERS',
} as const;

export interface FrameOptions {
  /** Rows before the current one as a negative number, after it as a positive one; null for all of them. */
  start?: number | null;
  end?: number | null;
  exclusion?: FrameExclusion;
}

const EXCLUSIONS: ReadonlySet<string> = new Set(Object.values(WindowFrameExclusion));

/** Which rows around the current one a window function takes. */
export abstract class WindowFrame {
  abstract readonly kind: 'ROWS' | 'RANGE';
  readonly start: number | null;
  readonly end: number | null;
  readonly exclusion: FrameExclusion | undefined;

  constructor(given: FrameOptions = {}) {
    const options = optionsOf(new.target, given);
    this.start = options.start ?? null;
    this.end = options.end ?? null;
    this.exclusion = options.exclusion;
    if (this.exclusion !== undefined && !EXCLUSIONS.has(this.exclusion)) {
      throw new FieldError(`'${String(this.exclusion)}' is no way to exclude rows from a frame.`);
    }
  }

  get key(): string {
    return `${this.kind}:${this.start}:${this.end}:${this.exclusion}`;
  }

  toSql(features: DatabaseFeatures): string {
    this.check(features);
    const exclusion = this.exclusion === undefined ? '' : ` EXCLUDE ${this.exclusion}`;
    return `${this.kind} BETWEEN ${bound(this.start, 'PRECEDING')} AND ${bound(this.end, 'FOLLOWING')}${exclusion}`;
  }

  protected check(_features: DatabaseFeatures): void {
    const { start, end } = this;
    for (const [name, value] of [
      ['start', start],
      ['end', end],
    ] as const) {
      if (value !== null && !Number.isInteger(value)) {
        throw new FieldError(
          `${name} argument must be an integer, zero, or null, but got '${String(value)}'.`,
        );
      }
    }
    if (start !== null && end !== null && start > end)
      throw new FieldError('start cannot be greater than end.');
  }
}

function bound(value: number | null, open: 'PRECEDING' | 'FOLLOWING'): string {
  if (value === null) return `UNBOUNDED ${open}`;
  if (value === 0) return 'CURRENT ROW';
  return value < 0 ? `${-value} PRECEDING` : `${value} FOLLOWING`;
}

class RowRangeExpression extends WindowFrame {
  readonly kind = 'ROWS';
}

class ValueRangeExpression extends WindowFrame {
  readonly kind = 'RANGE';

  protected override check(features: DatabaseFeatures): void {
    const { start, end } = this;
    if (start !== null && start > 0)
      throw new FieldError(`start argument must be a negative integer, zero, or null, but got '${start}'.`);
    if (end !== null && end < 0)
      throw new FieldError(`end argument must be a positive integer, zero, or null, but got '${end}'.`);
    if ((start !== null && start !== 0) || (end !== null && end !== 0)) {
      if (features.onlySupportsUnboundedRanges) {
        throw new NotSupportedError(
          'This database only supports UNBOUNDED together with PRECEDING and FOLLOWING.',
        );
      }
    }
    super.check(features);
  }
}

type Call<T> = (options?: FrameOptions) => T;
export type RowRange = RowRangeExpression;
/** So many rows before and after. */
export const RowRange = callable<typeof RowRangeExpression & Call<RowRange>>(RowRangeExpression);
export type ValueRange = ValueRangeExpression;
/** Rows whose value is so far away at most. */
export const ValueRange = callable<typeof ValueRangeExpression & Call<ValueRange>>(ValueRangeExpression);
