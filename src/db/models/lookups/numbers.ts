import type { DatabaseWrapper } from '../../backends/base/database-wrapper.ts';
import type { SqlFragment } from '../../backends/base/fragment.ts';
import type { Compiler } from '../../sql/compiler.ts';
import { EmptyResultSet } from '../../sql/empty-result.ts';
import { sampleOf } from '../../sql/slot.ts';
import {
  Exact,
  GreaterThan,
  GreaterThanOrEqual,
  In,
  LessThan,
  LessThanOrEqual,
  Range,
} from './comparisons.ts';
import { HIGHEST, isBeyondIntegers, LOWEST } from './integer-limits.ts';
import { plain } from './lookup.ts';

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

/** Numbers beyond every column are left out of a list. */
export class IntegerIn extends In {
  protected override itemsToCompare(): readonly unknown[] {
    return super.itemsToCompare().filter((item) => !isBeyondIntegers(sampleOf(item)));
  }
}

/** An end beyond every column is at their end. */
export class IntegerRange extends Range {
  protected override preparer(connection: DatabaseWrapper): Prepare {
    return bounded(super.preparer(connection), false);
  }
}

export class IntegerExact extends Exact {
  override toSql(compiler: Compiler): SqlFragment {
    if (isBeyondIntegers(sampleOf(this.rhs))) throw new EmptyResultSet();
    return super.toSql(compiler);
  }

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
