import { FieldError } from '../../../core/errors/field-error.ts';
import type { SqlFragment } from '../../backends/base/fragment.ts';
import type { Compiler } from '../../sql/compiler.ts';
import { EmptyResultSet, FullResultSet } from '../../sql/empty-result.ts';
import { type Expression, isExpression, type ResolveOptions } from '../../sql/expression.ts';
import { optionsOf } from '../../sql/options-of.ts';
import type { Query } from '../../sql/query.ts';
import type { Field } from '../fields/field.ts';
import { Q } from '../q.ts';
import type { OperandValue, OutputField, OutputOf, OutputValue } from '../types/expression.ts';
import { callable } from './callable.ts';
import { Combinable } from './combinable.ts';
import { asField } from './f.ts';
import { compositeKey } from './shape-key.ts';
import { asValue } from './value.ts';

/** One branch of a Case: `When({ stock__gt: 0 }, { then: Value('there') })`. */
class WhenBranch<V = unknown> extends Combinable<V> {
  readonly condition: Expression;
  readonly result: Expression;

  constructor(condition: unknown, options: { then: unknown }) {
    super();
    this.condition = toCondition(condition);
    this.result = asOperand(thenOf(options));
  }

  override get sources(): readonly Expression[] {
    return [this.condition, this.result];
  }

  override withSources([condition, result]: readonly (Expression | undefined)[]): Expression {
    return new WhenBranch(condition!, { then: result! });
  }

  override resolveExpression(query: Query, options: ResolveOptions = {}): Expression {
    const condition = this.condition.resolveExpression(query, {
      ...options,
      summarize: options.summarize ?? false,
    });
    return new WhenBranch(condition, { then: this.result.resolveExpression(query, options) });
  }

  protected override findOutputField(): Field | undefined {
    return this.result.outputFieldOrNone;
  }

  override getGroupByCols(): Expression[] {
    return this.sources.flatMap((source) => source.getGroupByCols());
  }

  override toSql(compiler: Compiler): SqlFragment {
    const condition = compiler.compile(this.condition);
    const result = compiler.compile(this.result);
    return {
      sql: `WHEN ${condition.sql} THEN ${result.sql}`,
      params: [...condition.params, ...result.params],
    };
  }

  override shapeKey(): string | undefined {
    return compositeKey(this, [this.condition, this.result]);
  }
}

/** @throws FieldError when there is none: NULL has to be said */
function thenOf(options: { then: unknown }): unknown {
  const { then } = optionsOf({ name: 'When' }, options);
  if (then !== undefined) return then;
  throw new FieldError('When() needs a value.', 'Write When({ ... }, { then: ... }); for NULL, then: null.');
}

/** A text names a field, as everywhere; write Value('...') for the text itself. */
function asOperand(given: unknown): Expression {
  return typeof given === 'string' ? asField(given) : asValue(given);
}

function toCondition(condition: unknown): Expression {
  if (isExpression(condition)) {
    if ('children' in condition && (condition.children as readonly unknown[]).length === 0)
      throw emptyCondition();
    if (condition.conditional) return condition;
    throw new FieldError(
      'When() needs a condition.',
      'Give it lookups, a Q, or an expression that is true or false.',
    );
  }
  const q = Q(condition);
  if (q.children.length === 0) throw emptyCondition();
  return q as unknown as Expression;
}

function emptyCondition(): FieldError {
  return new FieldError("An empty condition can't be used as a When() condition.");
}

export interface CaseOptions {
  /** The value when no branch holds; NULL unless given. */
  default?: unknown;
  outputField?: OutputField;
}

/** The first branch that holds: `Case(When({ ... }, { then: 1 }), { default: 0 })`. */
class CaseExpression<V = unknown> extends Combinable<V> {
  readonly cases: readonly Expression[];
  readonly otherwise: Expression;

  constructor(...args: readonly (Expression | CaseOptions)[]) {
    const last = args[args.length - 1];
    const options = isExpression(last) ? {} : optionsOf({ name: 'Case' }, last);
    super(options.outputField);
    this.cases = args.filter((argument) => argument instanceof WhenBranch);
    if (this.cases.length !== args.length - (isExpression(last) || last === undefined ? 0 : 1)) {
      throw new FieldError('Positional arguments of Case() must all be When objects.');
    }
    this.otherwise = asOperand(options.default ?? null);
  }

  override get computes(): boolean {
    return true;
  }

  override get sources(): readonly Expression[] {
    return [...this.cases, this.otherwise];
  }

  override withSources(sources: readonly (Expression | undefined)[]): Expression {
    const cases = sources.slice(0, -1) as Expression[];
    const options: CaseOptions = { default: sources[sources.length - 1] };
    if (this.given !== undefined) options.outputField = this.given;
    return new CaseExpression(...cases, options);
  }

  override getGroupByCols(): Expression[] {
    if (this.cases.length === 0) return this.otherwise.getGroupByCols();
    return super.getGroupByCols();
  }

  override toSql(compiler: Compiler): SqlFragment {
    const parts: SqlFragment[] = [];
    let otherwise = this.otherwise;
    for (const branch of this.cases) {
      try {
        parts.push(compiler.compile(branch));
      } catch (error) {
        if (error instanceof EmptyResultSet) continue;
        if (!(error instanceof FullResultSet)) throw error;
        otherwise = (branch as WhenBranch).result;
        break;
      }
    }
    const last = compiler.compile(otherwise);
    if (parts.length === 0) return last;
    const sql = `CASE ${parts.map((part) => part.sql).join(' ')} ELSE ${last.sql} END`;
    const params = [...parts.flatMap((part) => part.params), ...last.params];
    const type = this.outputFieldOrNone?.getInternalType();
    return compiler.connection.ops.caseOfType({ sql, params }, type);
  }

  override shapeKey(): string | undefined {
    return this.given === undefined ? compositeKey(this, [...this.cases, this.otherwise]) : undefined;
  }
}

/** Either of the values, of the type of `outputField` where there is one; null where no branch holds and there is no default. */
interface MakeCase {
  <O, D = null>(
    ...args: [...When[], { outputField: O; default?: D }]
  ): Case<OutputValue<O> | (D extends null ? null : never)>;
  <W extends readonly When[], const D>(
    ...args: [...W, { default: D }]
  ): Case<OutputOf<W[number]> | OperandValue<D>>;
  <W extends readonly When[]>(...args: W): Case<OutputOf<W[number]> | null>;
}

export type When<V = unknown> = WhenBranch<V>;
export const When = callable<
  typeof WhenBranch & (<const T>(condition: unknown, options: { then: T }) => When<OperandValue<T>>)
>(WhenBranch);
export type Case<V = unknown> = CaseExpression<V>;
export const Case = callable<typeof CaseExpression & MakeCase>(CaseExpression);
