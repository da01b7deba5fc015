import { FieldError } from '../../../core/errors/field-error.ts';
import { joinSql, type SqlFragment } from '../../../db/backends/base/fragment.ts';
import { callable } from '../../../db/models/expressions/callable.ts';
import { Combinable } from '../../../db/models/expressions/combinable.ts';
import { asField } from '../../../db/models/expressions/f.ts';
import { compositeKey } from '../../../db/models/expressions/shape-key.ts';
import { CharField } from '../../../db/models/fields/char-field.ts';
import type { Field } from '../../../db/models/fields/field.ts';
import { TextField } from '../../../db/models/fields/text-field.ts';
import type { Compiler } from '../../../db/sql/compiler.ts';
import { type Expression, isExpression } from '../../../db/sql/expression.ts';
import { SearchVectorField } from '../fields/search-vector-field.ts';
import { MODULE } from '../module-name.ts';
import { type ConfigOption, configOf, type SearchConfig } from './search-config.ts';
import { checkWeight, type SearchWeight } from './search-weight.ts';

export interface SearchVectorOptions {
  config?: ConfigOption;
  weight?: SearchWeight;
}

/** What a query can search in. */
export abstract class VectorExpression extends Combinable<string> {
  abstract readonly config: SearchConfig | undefined;

  protected override findOutputField(): Field {
    return new SearchVectorField();
  }

  /** The words of both: `SearchVector('title', { weight: 'A' }).add(SearchVector('body', { weight: 'B' }))`. */
  override add(other: unknown): CombinedSearchVector {
    if (other instanceof VectorExpression) return new CombinedSearchVector(this, other);
    throw new FieldError('A SearchVector can only be combined with another SearchVector.');
  }
}

class Vector extends VectorExpression {
  readonly expressions: readonly Expression[];
  readonly config: SearchConfig | undefined;
  readonly weight: SearchWeight | undefined;

  constructor(...args: readonly unknown[]) {
    super();
    const last = args[args.length - 1];
    const hasOptions = typeof last === 'object' && last !== null && !isExpression(last);
    const { config, weight } = (hasOptions ? last : {}) as SearchVectorOptions;
    this.expressions = (hasOptions ? args.slice(0, -1) : args).map(asField);
    this.config = configOf(config);
    this.weight = weight;
    if (this.expressions.length === 0)
      throw new FieldError('SearchVector needs a field or an expression to search in.');
    checkWeight(weight, 'SearchVector');
  }

  override get sources(): readonly (Expression | undefined)[] {
    return [...this.expressions, this.config];
  }

  override withSources(sources: readonly (Expression | undefined)[]): Expression {
    const config = sources[sources.length - 1];
    return new Vector(...sources.slice(0, -1), {
      ...(config === undefined ? {} : { config }),
      ...(this.weight === undefined ? {} : { weight: this.weight }),
    });
  }

  override toSql(compiler: Compiler): SqlFragment {
    const text = joinSql(
      this.expressions.map((expression) => textOrNothing(compiler, expression)),
      " || ' ' || ",
    );
    const args = this.config === undefined ? [text] : [compiler.compile(this.config), text];
    const { sql, params } = joinSql(args, ', ');
    const vector = `to_tsvector(${sql})`;
    return { sql: this.weight === undefined ? vector : `setweight(${vector}, '${this.weight}')`, params };
  }

  override shapeKey(): string | undefined {
    return compositeKey(this, [...this.expressions, this.config, this.weight]);
  }

  deconstruct(): {
    module: string;
    path: string;
    args: readonly unknown[];
    options: Record<string, unknown>;
  } {
    const { config, weight } = this;
    const args = this.expressions.map((one) => ('name' in one ? one.name : one));
    return { module: MODULE, path: 'SearchVector', args, options: { config, weight } };
  }
}

/** NULL counts as no words; what is no text is made one. */
function textOrNothing(compiler: Compiler, expression: Expression): SqlFragment {
  const { sql, params } = compiler.compile(expression);
  const field = expression.outputFieldOrNone;
  const isText = field instanceof CharField || field instanceof TextField;
  return { sql: `COALESCE(${isText ? sql : `(${sql})::text`}, '')`, params };
}

/** Two vectors, one after the other. */
export class CombinedSearchVector extends VectorExpression {
  readonly lhs: Expression;
  readonly rhs: Expression;
  readonly config: SearchConfig | undefined;

  constructor(lhs: Expression, rhs: Expression) {
    super();
    this.lhs = lhs;
    this.rhs = rhs;
    this.config = lhs instanceof VectorExpression ? lhs.config : undefined;
  }

  override get sources(): readonly Expression[] {
    return [this.lhs, this.rhs];
  }

  override withSources([lhs, rhs]: readonly (Expression | undefined)[]): Expression {
    return new CombinedSearchVector(lhs!, rhs!);
  }

  override toSql(compiler: Compiler): SqlFragment {
    const { sql, params } = joinSql([compiler.compile(this.lhs), compiler.compile(this.rhs)], ' || ');
    return { sql: `(${sql})`, params };
  }

  override shapeKey(): string | undefined {
    return compositeKey(this, [this.lhs, this.rhs]);
  }
}

export type SearchVector = Vector;
type Searched = string | Expression;
/** The words of fields, as a search sees them: `SearchVector('title', 'body', { config: 'english', weight: 'A' })`. */
export const SearchVector = callable<
  typeof Vector & ((...args: readonly [Searched, ...(Searched | SearchVectorOptions)[]]) => SearchVector)
>(Vector);
