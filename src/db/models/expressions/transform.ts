import { type Expression, type LookupFactory, lookups } from '../../sql/expression.ts';
import { Func } from './func.ts';

/** A function of one value that can stand in a lookup once it is registered: `name__length__gt`. */
export class Transform<V = unknown> extends Func<V> {
  /** Name in lookups. */
  static readonly lookupName: string = '';
  /** Whether the right side of the comparison goes through it, too. */
  static readonly bilateral: boolean = false;
  override readonly arity = 1;

  override getLookup(name: string): LookupFactory | undefined {
    return lookups.findOwn(this, name) ?? super.getLookup(name);
  }

  get lhs(): Expression {
    return this.expressions[0]!;
  }
}
