import type { SqlFragment } from '../../backends/base/fragment.ts';
import type { Compiler } from '../../sql/compiler.ts';
import type { Expression } from '../../sql/expression.ts';
import { optionsOf } from '../../sql/options-of.ts';
import type { OutputField, OutputValue } from '../types/expression.ts';
import { callable } from './callable.ts';
import { Combinable } from './combinable.ts';
import { asField } from './f.ts';

/** An expression with a type: `ExpressionWrapper(F('price').mul(F('amount')), { outputField: new fields.DecimalField({...}) })`. */
class Wrapper<V = unknown> extends Combinable<V> {
  readonly expression: Expression;

  constructor(expression: unknown, options: { outputField?: OutputField } = {}) {
    super(optionsOf({ name: 'ExpressionWrapper' }, options).outputField);
    this.expression = asField(expression);
  }

  override get computes(): boolean {
    return true;
  }

  override get sources(): readonly Expression[] {
    return [this.expression];
  }

  override withSources([expression]: readonly (Expression | undefined)[]): Expression {
    return new Wrapper(expression!, this.given === undefined ? {} : { outputField: this.given });
  }

  override getGroupByCols(): Expression[] {
    return this.expression.containsAggregate || 'value' in this.expression
      ? this.expression.getGroupByCols()
      : super.getGroupByCols();
  }

  override toSql(compiler: Compiler): SqlFragment {
    return compiler.compile(this.expression);
  }
}

export type ExpressionWrapper<V = unknown> = Wrapper<V>;
export const ExpressionWrapper = callable<
  typeof Wrapper & {
    <O>(expression: unknown, options: { outputField: O }): ExpressionWrapper<OutputValue<O>>;
    (expression: unknown): ExpressionWrapper;
  }
>(Wrapper);
