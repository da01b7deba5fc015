/**
 * A Date that also keeps the microseconds that databases hold, so that reading a row and saving it changes nothing.
 * Everything that takes a Date takes it; only values read from a database that have such digits are of this class.
 */
export class PreciseDate extends Date {
  /** Microseconds beyond the millisecond, 0 to 999. */
  readonly microseconds: number;

  constructor(milliseconds: number, microseconds: number) {
    super(milliseconds);
    this.microseconds = microseconds;
  }
}

/** Microseconds beyond the millisecond, of any Date. */
export function microsecondsOf(date: Date): number {
  return date instanceof PreciseDate ? date.microseconds : 0;
}

/** @param microseconds 0 to 999, beyond the millisecond */
export function makeDate(milliseconds: number, microseconds: number): Date {
  return microseconds === 0 ? new Date(milliseconds) : new PreciseDate(milliseconds, microseconds);
}
