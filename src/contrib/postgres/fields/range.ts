import { compareValues } from '../../../core/validators/compare.ts';
import { ModelValueError } from '../../../db/models/errors.ts';
import { shownValue } from '../../../utils/shown-value.ts';
import { MODULE } from '../module-name.ts';

/** Whether each end belongs to the range: `[` and `]` say that it does. */
export type RangeBounds = '[)' | '(]' | '[]' | '()';

export const RANGE_BOUNDS: readonly RangeBounds[] = ['[)', '(]', '[]', '()'];

/**
 * All values between two: `new Range(1, 10)` has 1 and not 10, `new Range(1, 10, '[]')` both. An end that is null is open.
 * PostgreSQL gives ranges of whole numbers and of days back as `[)`.
 */
export class Range<T = unknown> {
  readonly lower: T | null;
  readonly upper: T | null;
  readonly bounds: RangeBounds;
  readonly isEmpty: boolean;

  constructor(lower: T | null = null, upper: T | null = null, bounds: RangeBounds = '[)', isEmpty = false) {
    if (!RANGE_BOUNDS.includes(bounds)) {
      throw new ModelValueError(
        `The bounds of a range cannot be ${shownValue(bounds)}.`,
        `They are one of ${RANGE_BOUNDS.join(', ')}.`,
      );
    }
    this.lower = isEmpty ? null : lower;
    this.upper = isEmpty ? null : upper;
    this.bounds = bounds;
    this.isEmpty = isEmpty;
  }

  /** The range that has no values. */
  static empty<T = never>(): Range<T> {
    return new Range<T>(null, null, '[)', true);
  }

  /** Whether the lower end belongs to it. */
  get lowerInc(): boolean {
    return !this.isEmpty && this.lower !== null && this.bounds.startsWith('[');
  }

  get upperInc(): boolean {
    return !this.isEmpty && this.upper !== null && this.bounds.endsWith(']');
  }

  /** Whether there is no lower end. */
  get lowerInf(): boolean {
    return !this.isEmpty && this.lower === null;
  }

  get upperInf(): boolean {
    return !this.isEmpty && this.upper === null;
  }

  /** Whether a value lies in it. */
  contains(value: T): boolean {
    if (this.isEmpty) return false;
    const above = this.lower === null ? 1 : compareValues(value, this.lower);
    const below = this.upper === null ? -1 : compareValues(value, this.upper);
    return (above > 0 || (above === 0 && this.lowerInc)) && (below < 0 || (below === 0 && this.upperInc));
  }

  /** Whether another one has the same ends and bounds. */
  equals(other: Range<T>): boolean {
    if (this.isEmpty || other.isEmpty) return this.isEmpty === other.isEmpty;
    return (
      sameEnd(this.lower, other.lower) &&
      sameEnd(this.upper, other.upper) &&
      this.lowerInc === other.lowerInc &&
      this.upperInc === other.upperInc
    );
  }

  toJSON(): unknown {
    if (this.isEmpty) return { empty: true };
    return { lower: this.lower, upper: this.upper, bounds: this.bounds };
  }

  /** `[1, 10)`, as Django shows it. */
  toString(): string {
    if (this.isEmpty) return 'empty';
    return `${this.bounds[0]}${shown(this.lower)}, ${shown(this.upper)}${this.bounds[1]}`;
  }

  deconstruct(): { module: string; path: string; args: readonly unknown[] } {
    const { lower, upper, bounds, isEmpty } = this;
    const args = [lower, upper, bounds];
    return { module: MODULE, path: 'Range', args: isEmpty ? [...args, true] : args };
  }
}

function sameEnd(a: unknown, b: unknown): boolean {
  return a === null || b === null ? a === b : compareValues(a, b) === 0;
}

function shown(end: unknown): string {
  if (end === null) return 'None';
  return end instanceof Date ? end.toISOString() : String(end);
}
