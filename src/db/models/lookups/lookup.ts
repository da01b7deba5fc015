import { FieldError } from '../../../core/errors/field-error.ts';
import type { DatabaseWrapper } from '../../backends/base/database-wrapper.ts';
import { NO_PARAMS, PARAM, type SqlFragment, wrapSql } from '../../backends/base/fragment.ts';
import type { Compiler } from '../../sql/compiler.ts';
import { Expression, isExpression, type LookupLike, type SlotChange } from '../../sql/expression.ts';
import { Query } from '../../sql/query.ts';
import { Slot } from '../../sql/slot.ts';
import { WhereNode } from '../../sql/where-node.ts';
import { Combinable } from '../expressions/combinable.ts';
import { ExpressionWrapper } from '../expressions/expression-wrapper.ts';
import { NegatedExpression } from '../expressions/subquery.ts';
import { asValue } from '../expressions/value.ts';
import { BooleanField } from '../fields/boolean-field.ts';
import { isInstance } from '../is-instance.ts';
import { isKeySet } from '../key-is-set.ts';
import { RelatedRef } from '../related-ref.ts';

/**
 * A comparison. The right side is a slot or a constant, or an expression, or a query. A subclass names itself by
 * `lookupName` and says how it is written.
 */
export abstract class Lookup extends Combinable<boolean> implements LookupLike {
  static readonly lookupName: string = '';
  readonly isLookup = true;
  /** Whether the right side is brought into the type of the left one first. */
  readonly prepareRhs: boolean = true;
  readonly lhs: Expression;
  readonly rhs: unknown;

  constructor(lhs: unknown, rhs: unknown) {
    super(new BooleanField());
    this.lhs = asValue(lhs);
    this.rhs = this.normalize(rhs);
  }

  get lookupName(): string {
    return (this.constructor as typeof Lookup).lookupName;
  }

  /** The right side as it is kept. @throws FieldError for what this lookup cannot take */
  protected normalize(rhs: unknown): unknown {
    if (rhs instanceof Query) return subquery(rhs);
    if (this.lhs instanceof Expression && 'value' in this.lhs && !isExpression(rhs) && !(rhs instanceof Slot))
      return asValue(rhs);
    return rhs;
  }

  override get sources(): readonly Expression[] {
    return [this.lhs, ...expressionsOf(this.rhs)];
  }

  override withSources([lhs, ...others]: readonly (Expression | undefined)[]): Expression {
    return this.copy(lhs!, withExpressions(this.rhs, others));
  }

  protected copy(lhs: Expression, rhs: unknown): Expression {
    const copy = Object.create(Object.getPrototypeOf(this)) as Lookup;
    return Object.assign(copy, this, { lhs, rhs });
  }

  override mapSlots(change: SlotChange): Expression {
    const lhs = this.lhs.mapSlots(change);
    const rhs = changeSlots(this.rhs, change);
    return lhs === this.lhs && rhs === this.rhs ? this : this.copy(lhs, rhs);
  }

  override get conditional(): boolean {
    return true;
  }

  override getGroupByCols(): Expression[] {
    return this.sources.flatMap((source) => source.getGroupByCols());
  }

  /** The left side, as this comparison needs it. */
  protected lhsSql(compiler: Compiler): SqlFragment {
    return operandSql(compiler, this.lhs);
  }

  /** How a value of the right side becomes a parameter. */
  protected preparer(connection: DatabaseWrapper): (value: unknown) => unknown {
    const field = this.lhs.outputFieldOrNone;
    if (!this.prepareRhs || field === undefined) return plain;
    return (value) => field.getDbPrepValue(plain(value), connection);
  }

  /** One value of the right side. */
  protected valueSql(
    compiler: Compiler,
    value: unknown,
    prepare: (value: unknown) => unknown = this.preparer(compiler.connection),
  ): SqlFragment {
    if (isExpression(value)) return operandSql(compiler, value);
    if (value instanceof Slot) return { sql: PARAM, params: [value.param(prepare)] };
    return value === null ? { sql: 'NULL', params: NO_PARAMS } : { sql: PARAM, params: [prepare(value)] };
  }

  protected rhsSql(compiler: Compiler): SqlFragment {
    return this.valueSql(compiler, this.rhs);
  }

  abstract override toSql(compiler: Compiler): SqlFragment;
}

/** A comparison that is compared itself stands in parentheses: databases read `a = b = c` in ways of their own. */
function operandSql(compiler: Compiler, operand: Expression): SqlFragment {
  const sql = compiler.compile(operand);
  return isComparison(operand) ? wrapSql('(', sql, ')') : sql;
}

function isComparison(operand: Expression): boolean {
  if (operand instanceof ExpressionWrapper) return operand.sources.some((source) => isComparison(source!));
  return operand instanceof Lookup || operand instanceof WhereNode || operand instanceof NegatedExpression;
}

/** The expressions on the right side: it is one, or a list with some. */
function expressionsOf(rhs: unknown): readonly Expression[] {
  if (isExpression(rhs)) return [rhs];
  return Array.isArray(rhs) ? (rhs as unknown[]).filter(isExpression) : [];
}

/** The right side with others in the places of its expressions. */
function withExpressions(rhs: unknown, others: readonly unknown[]): unknown {
  if (isExpression(rhs)) return others[0] ?? rhs;
  if (others.length === 0) return rhs;
  let place = 0;
  return (rhs as unknown[]).map((item) => (isExpression(item) ? others[place++] : item));
}

function changeSlots(value: unknown, change: SlotChange): unknown {
  if (value instanceof Slot) return change(value);
  if (isExpression(value)) return value.mapSlots(change);
  if (!Array.isArray(value) || !value.some((item) => item instanceof Slot || isExpression(item)))
    return value;
  return value.map((item) => changeSlots(item, change));
}

function subquery(query: Query): Query {
  const copy = query.clone();
  copy.isSubquery = true;
  return copy;
}

/** An instance stands for its key. @throws FieldError for one that has none */
export function plain(value: unknown): unknown {
  if (value instanceof RelatedRef) return value.id;
  if (!isInstance(value)) return value;
  if (isKeySet(value.pk)) return value.pk;
  throw new FieldError(
    'Model instances passed to related filters must be saved.',
    `${String(value)} has no primary key yet.`,
  );
}

/** A comparison by an operator of the database. */
export abstract class BuiltinLookup extends Lookup {
  override toSql(compiler: Compiler): SqlFragment {
    const left = this.lhsSql(compiler);
    const right = this.rhsSql(compiler);
    const { sql, params } = this.operatorSql(compiler, right);
    return { sql: `${left.sql} ${sql}`, params: [...left.params, ...params] };
  }

  protected override rhsSql(compiler: Compiler): SqlFragment {
    const right = super.rhsSql(compiler);
    if (!(this.rhs instanceof Slot) || !this.prepareRhs) return right;
    const type = this.lhs.outputFieldOrNone?.getInternalType();
    return compiler.connection.ops.lookupParameter(right, type);
  }

  /** Its name among operators: one that is made of another under a name of its own has the operator of that. */
  protected nameAmong(operators: Readonly<Record<string, string>>): string {
    for (
      let type = this.constructor as typeof Lookup;
      type.lookupName !== '';
      type = Object.getPrototypeOf(type) as typeof Lookup
    )
      if (Object.hasOwn(operators, type.lookupName)) return type.lookupName;
    return this.lookupName;
  }

  /** The operator with the right side in it. */
  protected operatorSql(compiler: Compiler, right: SqlFragment): SqlFragment {
    const { operators } = compiler.connection.ops;
    const operator = operators[this.nameAmong(operators)]!;
    return { sql: operator.replaceAll('{0}', () => right.sql), params: right.params };
  }

  protected override lhsSql(compiler: Compiler): SqlFragment {
    const { sql, params } = super.lhsSql(compiler);
    const type = this.lhs.outputFieldOrNone?.getInternalType();
    const { ops } = compiler.connection;
    const cast = ops.lookupCast(this.nameAmong(ops.operators), type);
    return cast === '{0}' ? { sql, params } : { sql: cast.replace('{0}', () => sql), params };
  }
}
