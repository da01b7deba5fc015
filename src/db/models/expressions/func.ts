import { FieldError } from '../../../core/errors/field-error.ts';
import { joinSql, rawSql, type SqlFragment } from '../../backends/base/fragment.ts';
import type { Compiler } from '../../sql/compiler.ts';
import { EmptyResultSet, FullResultSet } from '../../sql/empty-result.ts';
import type { Expression, ResolveOptions } from '../../sql/expression.ts';
import { publicName } from '../../sql/options-of.ts';
import type { Query } from '../../sql/query.ts';
import type { OutputField } from '../types/expression.ts';
import { Combinable, isExpression } from './combinable.ts';
import { asField } from './f.ts';
import { rejectComposite } from './reject-composite.ts';
import { compositeKey } from './shape-key.ts';
import { asValue } from './value.ts';

export interface FuncOptions {
  /** Name of the SQL function. */
  function?: string;
  /** How the call is written: `%(function)s(%(expressions)s)` unless given; `%%` is a percent sign. SQL, so never from a user. */
  template?: string;
  /** What stands between the arguments; a comma unless given. */
  argJoiner?: string;
  outputField?: OutputField;
}

/** Options of every function; a template may have more of them: `%(unit)s`. */
const OPTIONS: ReadonlySet<string> = new Set(['function', 'template', 'argJoiner', 'outputField']);

/**
 * A function of SQL: `new Func('name', { function: 'LOWER' })`. Texts among the arguments name fields. A subclass sets
 * `functionName`, and overrides what it writes in another way.
 */
export class Func<V = unknown> extends Combinable<V> {
  readonly functionName: string = '';
  /** How many arguments there have to be; any number when undefined. */
  readonly arity: number | undefined = undefined;
  readonly separator: string = ', ';
  protected readonly options: FuncOptions;
  protected readonly expressions: readonly Expression[];

  constructor(...args: readonly unknown[]) {
    const last = args[args.length - 1];
    const options = isOptions(last) ? last : {};
    super(options.outputField);
    this.options = options;
    if (options.function !== undefined) checkName(options.function);
    const given = isOptions(last) ? args.slice(0, -1) : args;
    this.expressions = given.map((argument) => this.parse(argument));
  }

  /** @throws FieldError for too few or too many arguments */
  protected checkArity(): void {
    const { arity, expressions } = this;
    if (arity === undefined || expressions.length === arity) return;
    throw new FieldError(
      `${publicName(this.constructor)} takes exactly ${arity} ${arity === 1 ? 'argument' : 'arguments'} (${expressions.length} given).`,
      'Names of fields and expressions are arguments; an object in the last place is the options.',
    );
  }

  /** What an argument stands for: a field for a text, itself for any other value. */
  protected parse(argument: unknown): Expression {
    if (argument === undefined) {
      throw new FieldError(
        `An argument of ${publicName(this.constructor)}() is undefined.`,
        'Name a field, or give a value: NULL is Value(null).',
      );
    }
    return typeof argument === 'string' ? asField(argument) : asValue(argument);
  }

  override get computes(): boolean {
    return true;
  }

  override get sources(): readonly (Expression | undefined)[] {
    return this.expressions;
  }

  override withSources(sources: readonly (Expression | undefined)[]): Expression {
    return this.copy({ expressions: sources });
  }

  /** The same with other properties. */
  protected copy(changes: Readonly<Record<string, unknown>>): this {
    const copy = Object.create(Object.getPrototypeOf(this)) as this;
    return Object.assign(copy, this, { foundType: undefined }, changes);
  }

  override resolveExpression(query: Query, options: ResolveOptions = {}): Expression {
    this.checkArity();
    const expressions = this.expressions.map((one) => one.resolveExpression(query, options));
    rejectComposite(this, expressions);
    return this.copy({ expressions });
  }

  /** The name in SQL. */
  protected sqlName({ connection }: Compiler): string {
    return connection.ops.functionName(this.options.function ?? this.functionName);
  }

  protected argumentsSql(compiler: Compiler): SqlFragment[] {
    return this.expressions.map((argument) => argumentSql(compiler, argument));
  }

  override toSql(compiler: Compiler): SqlFragment {
    const values = this.argumentsSql(compiler);
    const { template, argJoiner } = this.options;
    if (template !== undefined || argJoiner !== undefined)
      return this.templated(compiler, joinSql(values, argJoiner ?? this.separator));
    const name = this.options.function ?? this.functionName;
    const rewritten = compiler.connection.ops.rewriteCall(name, values, (position) =>
      internalTypeOf(this.expressions[position]),
    );
    if (rewritten !== undefined) return rewritten;
    const { sql, params } = joinSql(values, this.separator);
    return { sql: `${this.sqlName(compiler)}(${sql})`, params };
  }

  /** Parameters come as often as the arguments do. @throws FieldError when the template leaves the arguments out */
  protected templated(
    compiler: Compiler,
    { sql, params }: SqlFragment,
    parts: Readonly<Record<string, string>> = {},
  ): SqlFragment {
    const { template = '%(function)s(%(expressions)s)' } = this.options;
    const places = template.split('%(expressions)s').length - 1;
    if (places === 0 && this.expressions.length > 0) {
      throw new FieldError(
        `The template ${JSON.stringify(template)} has no place for the arguments.`,
        'Write %(expressions)s in it.',
      );
    }
    const written = template.replace(/%%|%\((\w+)\)s/g, (match, part?: string) => {
      if (match === '%%') return '%';
      if (part === 'function') return this.sqlName(compiler);
      return part === 'expressions' ? sql : (parts[part!] ?? templatePart(this.options, part!));
    });
    return {
      sql: written,
      params: places === 1 ? params : Array.from({ length: places }, () => params).flat(),
    };
  }

  override shapeKey(): string | undefined {
    if (this.given !== undefined) return undefined;
    const { template, argJoiner } = this.options;
    return compositeKey(this, [
      template,
      argJoiner,
      this.options.function,
      ...this.templateLiterals(),
      ...this.expressions,
      ...this.literals(),
    ]);
  }

  /** What the options of its own write into the template, for the key of the shape. */
  protected templateLiterals(): readonly unknown[] {
    return this.options.template === undefined ? [] : ownOptions(this.options).flat();
  }

  /** What else the SQL depends on, for the key of the shape. */
  protected literals(): readonly unknown[] {
    return [];
  }
}

/** The options that only a template knows. */
function ownOptions(options: FuncOptions): [name: string, value: unknown][] {
  return Object.entries(options).filter(([name]) => !OPTIONS.has(name));
}

/** What an option of the function's own writes into its template. @throws FieldError when there is none */
function templatePart(options: FuncOptions, name: string): string {
  const value = ownOptions(options).find(([own]) => own === name)?.[1];
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new FieldError(
    `The template has a place for ${name}, which the options do not say.`,
    `Give it as a text or a number: { ${name}: ... }.`,
  );
}

/** @throws FieldError for what is no name: it stands in the statement as it is */
function checkName(name: string): void {
  if (/^[A-Za-z_][\w$]*(\.[A-Za-z_][\w$]*)?$/.test(name)) return;
  throw new FieldError(
    `${JSON.stringify(name)} is not the name of a function.`,
    'Names are letters, digits and underscores; for any other SQL there is RawSQL.',
  );
}

/** A type that cannot be found out is none. */
export function internalTypeOf(expression: Expression | undefined): string | undefined {
  try {
    return expression?.outputFieldOrNone?.getInternalType();
  } catch (error) {
    if (error instanceof FieldError) return undefined;
    throw error;
  }
}

/** A condition that is decided already is a value here. */
export function argumentSql(compiler: Compiler, argument: Expression): SqlFragment {
  try {
    return compiler.compile(argument);
  } catch (error) {
    if (error instanceof FullResultSet) return rawSql(compiler.connection.ops.booleanSql(true));
    if (!(error instanceof EmptyResultSet)) throw error;
    const { emptyResultValue } = argument;
    if (emptyResultValue === undefined) throw error;
    return compiler.emptySql(emptyResultValue);
  }
}

function isOptions(value: unknown): value is FuncOptions {
  return (
    typeof value === 'object' &&
    value !== null &&
    !isExpression(value) &&
    Object.getPrototypeOf(value) === Object.prototype
  );
}
