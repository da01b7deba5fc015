import { type Expression, type LookupFactory, lookups, type TransformFactory } from '../../sql/expression.ts';
import { bilateralLookup } from './bilateral.ts';
import { Func } from './func.ts';

/** A function of one value that can stand in a lookup once it is registered: `name__length__gt`. */
export class Transform<V = unknown> extends Func<V> {
  /** Name in lookups. */
  static readonly lookupName: string = '';
  /** Whether the right side of the comparison goes through it, too. */
  static readonly bilateral: boolean = false;
  override readonly arity = 1;

  override getLookup(name: string): LookupFactory | undefined {
    const found = lookups.findOwn(this, name) ?? super.getLookup(name);
    if (found === undefined) return undefined;
    const { transforms, source } = bilateralOf(this);
    return transforms.length === 0 ? found : bilateralLookup(found, transforms, source.outputField);
  }

  get lhs(): Expression {
    return this.expressions[0]!;
  }
}

/** The transforms in one that the right side goes through, too, innermost first, and what the first is applied to. */
function bilateralOf(outer: Transform): { transforms: readonly TransformFactory[]; source: Expression } {
  const transforms: TransformFactory[] = [];
  let source: Expression = outer;
  for (let part: Expression = outer; part instanceof Transform; part = part.lhs) {
    if (!(part.constructor as typeof Transform).bilateral) continue;
    transforms.unshift(part.constructor as unknown as TransformFactory);
    source = part.lhs;
  }
  return { transforms, source };
}
