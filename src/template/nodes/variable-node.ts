import type { UnitBuilder } from '../compile/unit-builder.ts';
import type { FilterExpression } from '../filter-expression.ts';
import type { TemplateSource } from '../template-source.ts';
import { CompiledNode } from './compiled-node.ts';

/** `{{ name|filter }}`. */
export class VariableNode extends CompiledNode {
  readonly expression: FilterExpression;
  readonly assigns = [];

  constructor(source: TemplateSource, expression: FilterExpression) {
    super(source);
    this.expression = expression;
  }

  compile(unit: UnitBuilder): void {
    unit.print(this.expression);
  }
}
