import type { DatabaseWrapper } from '../../backends/base/database-wrapper.ts';
import { Exact, GreaterThan, GreaterThanOrEqual, LessThan, LessThanOrEqual } from './comparisons.ts';
import { plain } from './lookup.ts';

const [LOWEST, HIGHEST] = [-(2n ** 63n), 2n ** 63n - 1n];

type Prepare = (value: unknown) => unknown;

/** A fraction compared with whole numbers is rounded up where that leaves the same rows; one beyond 64 bits is at their end. */
function bounded(prepare: Prepare, rounded: boolean): Prepare {
  return (value) => {
    const given = plain(value);
    const whole = rounded && typeof given === 'number' && Number.isFinite(given) ? Math.ceil(given) : given;
    if (whole === Number.POSITIVE_INFINITY) return HIGHEST;
    if (whole === Number.NEGATIVE_INFINITY) return LOWEST;
    const prepared = prepare(whole);
    if (typeof prepared !== 'bigint') return prepared;
    return prepared > HIGHEST ? HIGHEST : prepared < LOWEST ? LOWEST : prepared;
  };
}

export class IntegerExact extends Exact {
  /** No whole number is a fraction, or is greater than a column can hold. */
  protected override preparer(connection: DatabaseWrapper): Prepare {
    const prepare = super.preparer(connection);
    return (value) => {
      const prepared = prepare(value);
      return typeof prepared === 'bigint' && (prepared > HIGHEST || prepared < LOWEST) ? null : prepared;
    };
  }
}

export class IntegerGreaterThan extends GreaterThan {
  protected override preparer(connection: DatabaseWrapper): Prepare {
    return bounded(super.preparer(connection), false);
  }
}

export class IntegerGreaterThanOrEqual extends GreaterThanOrEqual {
  protected override preparer(connection: DatabaseWrapper): Prepare {
    return bounded(super.preparer(connection), true);
  }
}

export class IntegerLessThan extends LessThan {
  protected override preparer(connection: DatabaseWrapper): Prepare {
    return bounded(super.preparer(connection), true);
  }
}

export class IntegerLessThanOrEqual extends LessThanOrEqual {
  protected override preparer(connection: DatabaseWrapper): Prepare {
    return bounded(super.preparer(connection), false);
  }
}
