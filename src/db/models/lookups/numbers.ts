import type { DatabaseWrapper } from '../../backends/base/database-wrapper.ts';
import type { SqlFragment } from '../../backends/base/fragment.ts';
import type { Compiler } from '../../sql/compiler.ts';
import { EmptyResultSet, FullResultSet } from '../../sql/empty-result.ts';
import {
  Exact,
  GreaterThan,
  GreaterThanOrEqual,
  In,
  itemsWithNulls,
  LessThan,
  LessThanOrEqual,
  Range,
} from './comparisons.ts';
import { highestOf, LOWEST, sideBeyond } from './integer-limits.ts';
import { plain } from './lookup.ts';

type Prepare = (value: unknown) => unknown;

/** A fraction compared with whole numbers is rounded up where that leaves the same rows; one beyond 64 bits is at their end. */
function bounded(prepare: Prepare, highest: bigint, rounded: boolean): Prepare {
  return (value) => {
    const given = plain(value);
    const whole = rounded && typeof given === 'number' && Number.isFinite(given) ? Math.ceil(given) : given;
    if (whole === Number.POSITIVE_INFINITY) return highest;
    if (whole === Number.NEGATIVE_INFINITY) return LOWEST;
    const prepared = prepare(whole);
    if (typeof prepared !== 'bigint') return prepared;
    return prepared > highest ? highest : prepared < LOWEST ? LOWEST : prepared;
  };
}

/** Numbers beyond every column are left out of a list. */
export class IntegerIn extends In {
  protected override itemsToCompare(compiler: Compiler): readonly unknown[] {
    const { connection } = compiler;
    return super
      .itemsToCompare(compiler)
      .filter((item) => sideBeyond(this.lhs, item, connection) === undefined);
  }
}

/** An end beyond every column is at their end, unless no row can be between the two. */
export class IntegerRange extends Range {
  override toSql(compiler: Compiler): SqlFragment {
    const [from, to] = itemsWithNulls(this.rhs).map((item) =>
      sideBeyond(this.lhs, item, compiler.connection),
    );
    if (from === 'above' || to === 'below') throw new EmptyResultSet();
    return super.toSql(compiler);
  }

  protected override preparer(connection: DatabaseWrapper): Prepare {
    return bounded(super.preparer(connection), highestOf(this.lhs, connection), false);
  }
}

export class IntegerExact extends Exact {
  override toSql(compiler: Compiler): SqlFragment {
    if (sideBeyond(this.lhs, this.rhs, compiler.connection) !== undefined) throw new EmptyResultSet();
    return super.toSql(compiler);
  }

  /** No whole number is a fraction, or is greater than a column can hold. */
  protected override preparer(connection: DatabaseWrapper): Prepare {
    const prepare = super.preparer(connection);
    const highest = highestOf(this.lhs, connection);
    return (value) => {
      const prepared = prepare(value);
      return typeof prepared === 'bigint' && (prepared > highest || prepared < LOWEST) ? null : prepared;
    };
  }
}

/** Compared with a number beyond its column, every row qualifies or none does; Django counts those without a value among the rows. */
function decideBeyond(side: 'below' | 'above' | undefined, all: 'below' | 'above'): void {
  if (side === undefined) return;
  if (side === all) throw new FullResultSet();
  throw new EmptyResultSet();
}

export class IntegerGreaterThan extends GreaterThan {
  override toSql(compiler: Compiler): SqlFragment {
    decideBeyond(sideBeyond(this.lhs, this.rhs, compiler.connection), 'below');
    return super.toSql(compiler);
  }

  protected override preparer(connection: DatabaseWrapper): Prepare {
    return bounded(super.preparer(connection), highestOf(this.lhs, connection), false);
  }
}

export class IntegerGreaterThanOrEqual extends GreaterThanOrEqual {
  override toSql(compiler: Compiler): SqlFragment {
    decideBeyond(sideBeyond(this.lhs, this.rhs, compiler.connection), 'below');
    return super.toSql(compiler);
  }

  protected override preparer(connection: DatabaseWrapper): Prepare {
    return bounded(super.preparer(connection), highestOf(this.lhs, connection), true);
  }
}

export class IntegerLessThan extends LessThan {
  override toSql(compiler: Compiler): SqlFragment {
    decideBeyond(sideBeyond(this.lhs, this.rhs, compiler.connection), 'above');
    return super.toSql(compiler);
  }

  protected override preparer(connection: DatabaseWrapper): Prepare {
    return bounded(super.preparer(connection), highestOf(this.lhs, connection), true);
  }
}

export class IntegerLessThanOrEqual extends LessThanOrEqual {
  override toSql(compiler: Compiler): SqlFragment {
    decideBeyond(sideBeyond(this.lhs, this.rhs, compiler.connection), 'above');
    return super.toSql(compiler);
  }

  protected override preparer(connection: DatabaseWrapper): Prepare {
    return bounded(super.preparer(connection), highestOf(this.lhs, connection), false);
  }
}
