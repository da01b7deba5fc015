import { FieldError } from '../../../core/errors/field-error.ts';
import type { SqlFragment } from '../../../db/backends/base/fragment.ts';
import { callable } from '../../../db/models/expressions/callable.ts';
import { Func } from '../../../db/models/expressions/func.ts';
import { Col } from '../../../db/sql/col.ts';
import type { Compiler } from '../../../db/sql/compiler.ts';
import type { Expression } from '../../../db/sql/expression.ts';
import { MODULE } from '../module-name.ts';

/** An expression of an index with the operator class that it is indexed by. */
class OperatorClass extends Func {
  readonly className: string;

  constructor(expression: unknown, className: string) {
    super(expression);
    this.className = className;
    if (!/^[A-Za-z_][\w$]*(\.[A-Za-z_][\w$]*)?$/.test(className))
      throw new FieldError(`Invalid name of an operator class: ${JSON.stringify(className)}.`);
  }

  /** What rows are compared by when a constraint is checked in code. */
  get comparedPart(): Expression {
    return this.expressions[0]!;
  }

  override toSql(compiler: Compiler): SqlFragment {
    const expression = this.comparedPart;
    const { sql, params } = compiler.compile(expression);
    return { sql: `${expression instanceof Col ? sql : `(${sql})`} ${this.className}`, params };
  }

  protected override literals(): readonly unknown[] {
    return [this.className];
  }

  deconstruct(): { module: string; path: string; args: readonly unknown[] } {
    const expression = this.comparedPart;
    return {
      module: MODULE,
      path: 'OpClass',
      args: ['name' in expression ? expression.name : expression, this.className],
    };
  }
}

export type OpClass = OperatorClass;
/** An expression with an operator class: `new GistIndex({ expressions: [OpClass(Lower('title'), 'gist_trgm_ops')], name: '...' })`. */
export const OpClass = callable<typeof OperatorClass & ((expression: unknown, className: string) => OpClass)>(
  OperatorClass,
);
