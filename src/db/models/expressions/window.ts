import { FieldError } from '../../../core/errors/field-error.ts';
import { shownValue } from '../../../utils/shown-value.ts';
import { joinSql, NO_PARAMS, type SqlFragment } from '../../backends/base/fragment.ts';
import { NotSupportedError } from '../../errors.ts';
import type { Compiler } from '../../sql/compiler.ts';
import { type Expression, isExpression } from '../../sql/expression.ts';
import { optionsOf, publicName } from '../../sql/options-of.ts';
import { OrderBy } from '../../sql/order-by.ts';
import type { Field } from '../fields/field.ts';
import type { OutputField } from '../types/expression.ts';
import { callable } from './callable.ts';
import { Combinable } from './combinable.ts';
import { asField } from './f.ts';
import { compositeKey } from './shape-key.ts';
import { WindowFrame } from './window-frame.ts';

export interface WindowOptions {
  /** Names or expressions: rows that are equal in them make a partition. */
  partitionBy?: unknown;
  /** Names (`'-salary'`) or expressions: the order of the rows in a partition. */
  orderBy?: unknown;
  frame?: WindowFrame;
  outputField?: OutputField;
}

/** A value out of the rows around: `Window(new Rank(), { partitionBy: 'department', orderBy: '-salary' })`. */
class WindowExpression extends Combinable {
  readonly expression: Expression;
  readonly partitionBy: readonly Expression[];
  readonly orderBy: readonly Expression[];
  readonly frame: WindowFrame | undefined;

  constructor(expression: Expression, options: WindowOptions = {}) {
    super(optionsOf(new.target, options).outputField);
    if (!isExpression(expression))
      throw new FieldError(
        `Window() takes an expression, not ${shownValue(expression)}.`,
        'Such as Rank() or Sum(...).',
      );
    if (!expression.windowCompatible) {
      throw new FieldError(
        `Expression '${publicName(expression.constructor)}' isn't compatible with OVER clauses.`,
      );
    }
    this.expression = expression;
    this.partitionBy = listOf(options.partitionBy).map(asField);
    this.orderBy = listOf(options.orderBy).map(ordered);
    this.frame = frameOf(options.frame);
  }

  override get computes(): boolean {
    return true;
  }

  override get sources(): readonly Expression[] {
    return [this.expression, ...this.partitionBy, ...this.orderBy];
  }

  override withSources(sources: readonly (Expression | undefined)[]): Expression {
    const parts = this.partitionBy.length;
    const options: WindowOptions = {
      partitionBy: sources.slice(1, 1 + parts),
      orderBy: sources.slice(1 + parts),
    };
    if (this.frame !== undefined) options.frame = this.frame;
    if (this.given !== undefined) options.outputField = this.given;
    return new WindowExpression(sources[0]!, options);
  }

  protected override findOutputField(): Field | undefined {
    return this.expression.outputFieldOrNone;
  }

  override get containsAggregate(): boolean {
    return false;
  }

  override get containsOverClause(): boolean {
    return true;
  }

  override getGroupByCols(): Expression[] {
    return [...this.partitionBy, ...this.orderBy].flatMap((source) => source.getGroupByCols());
  }

  override toSql(compiler: Compiler): SqlFragment {
    const { connection } = compiler;
    if (!connection.features.supportsOverClause)
      throw new NotSupportedError('This backend does not support window expressions.');
    const value = this.expression.toSql(compiler);
    const parts: SqlFragment[] = [];
    if (this.partitionBy.length > 0) parts.push(clause(compiler, 'PARTITION BY', this.partitionBy));
    if (this.orderBy.length > 0) parts.push(clause(compiler, 'ORDER BY', this.orderBy));
    if (this.frame !== undefined)
      parts.push({ sql: this.frame.toSql(connection.features), params: NO_PARAMS });
    const window = parts.length === 0 ? { sql: '', params: NO_PARAMS } : joinSql(parts, ' ');
    return { sql: `${value.sql} OVER (${window.sql})`, params: [...value.params, ...window.params] };
  }

  override convertValue(): ((value: unknown) => unknown) | undefined {
    return this.expression.convertValue();
  }

  override shapeKey(): string | undefined {
    if (this.given !== undefined) return undefined;
    return compositeKey(this, [...this.sources, this.partitionBy.length, this.frame?.key]);
  }
}

function clause(compiler: Compiler, word: string, expressions: readonly Expression[]): SqlFragment {
  const { sql, params } = joinSql(
    expressions.map((expression) => compiler.compile(expression)),
    ', ',
  );
  return { sql: `${word} ${sql}`, params };
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** @throws FieldError for what is no frame */
function frameOf(given: WindowFrame | undefined): WindowFrame | undefined {
  if (given === undefined || given === null || given instanceof WindowFrame) return given ?? undefined;
  throw new FieldError(
    `${shownValue(given)} is no frame of a window.`,
    'Write RowRange({ ... }) or ValueRange({ ... }).',
  );
}

function ordered(item: unknown): Expression {
  if (typeof item === 'string') {
    const descending = item.startsWith('-');
    return new OrderBy(asField(descending ? item.slice(1) : item), { descending });
  }
  if (isExpression(item)) return item instanceof OrderBy ? item : new OrderBy(item);
  throw new FieldError(
    'Window.orderBy must be either a string reference to a field, an expression, or a list or tuple of them.',
  );
}

export type Window = WindowExpression;
export const Window = callable<
  typeof WindowExpression & ((expression: Expression, options?: WindowOptions) => Window)
>(WindowExpression);
