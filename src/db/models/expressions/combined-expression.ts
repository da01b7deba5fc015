import { FieldError } from '../../../core/errors/field-error.ts';
import type { SqlFragment } from '../../backends/base/fragment.ts';
import type { Compiler } from '../../sql/compiler.ts';
import { type Expression, isNumberLiteral, type ResolveOptions } from '../../sql/expression.ts';
import type { Query } from '../../sql/query.ts';
import type { Field } from '../fields/field.ts';
import { Combinable } from './combinable.ts';
import { setCombine } from './combine.ts';
import { type CombinedKind, combinedType } from './combined-type.ts';
import { rejectComposite } from './reject-composite.ts';
import { compositeKey } from './shape-key.ts';
import { asValue } from './value.ts';

/** `lhs connector rhs`, as arithmetic or with dates and durations. */
export class CombinedExpression extends Combinable {
  readonly lhs: Expression;
  readonly connector: string;
  readonly rhs: Expression;

  constructor(lhs: Expression, connector: string, rhs: Expression, outputField?: Field) {
    super(outputField);
    this.lhs = lhs;
    this.connector = connector === '%%' ? '%' : connector;
    this.rhs = rhs;
  }

  override get computes(): boolean {
    return true;
  }

  override get sources(): readonly Expression[] {
    return [this.lhs, this.rhs];
  }

  override withSources([lhs, rhs]: readonly (Expression | undefined)[]): Expression {
    return new CombinedExpression(lhs!, this.connector, rhs!, this.given);
  }

  override resolveExpression(query: Query, options: ResolveOptions = {}): Expression {
    const lhs = this.lhs.resolveExpression(query, options);
    const rhs = this.rhs.resolveExpression(query, options);
    rejectComposite(this, [lhs, rhs]);
    return new CombinedExpression(lhs, this.connector, rhs, this.given);
  }

  get #withLiteral(): boolean {
    return isNumberLiteral(this.lhs) || isNumberLiteral(this.rhs);
  }

  get #kind(): CombinedKind {
    const type = combinedType(this.connector, typeName(this.lhs), typeName(this.rhs), this.#withLiteral);
    return type?.kind ?? 'arithmetic';
  }

  protected override findOutputField(): Field {
    const [left, right] = [typeName(this.lhs), typeName(this.rhs)];
    const type = combinedType(this.connector, left, right, this.#withLiteral);
    if (type !== undefined) return type.field();
    throw new FieldError(
      `Cannot infer type of '${this.connector}' expression involving these types: ${left ?? 'none'}, ${right ?? 'none'}.`,
      'You must set outputField: ExpressionWrapper(expression, { outputField: ... }).',
    );
  }

  override toSql(compiler: Compiler): SqlFragment {
    const { ops } = compiler.connection;
    const left = compiler.compile(this.lhs);
    const right = compiler.compile(this.rhs);
    const kind = this.#kind;
    if (kind === 'subtraction') {
      const [from, to] = [typeName(this.lhs)!, typeName(this.rhs)!];
      return ops.subtractTemporals(from === to ? from : 'DateTimeField', left, right);
    }
    const { sql, params } =
      kind === 'duration'
        ? ops.combineDuration(this.connector, [left, right], [typeName(this.lhs), typeName(this.rhs)])
        : ops.combine(this.connector, [left, right]);
    return { sql: `(${sql})`, params };
  }

  override shapeKey(): string | undefined {
    return this.given === undefined ? compositeKey(this, [this.lhs, this.connector, this.rhs]) : undefined;
  }
}

function typeName(expression: Expression): string | undefined {
  try {
    return expression.outputFieldOrNone?.getInternalType();
  } catch (error) {
    if (error instanceof FieldError) return undefined;
    throw error;
  }
}

/** -1 times the expression: what Python writes as `-F('x')`. */
export function negate(expression: Expression): Expression {
  return new CombinedExpression(expression, '*', asValue(-1));
}

setCombine((left, connector, right) => {
  if (right !== undefined) return new CombinedExpression(left, connector, asValue(right));
  throw new FieldError(
    `The right side of '${connector}' is undefined.`,
    'Give a value or an expression: NULL is Value(null).',
  );
});
