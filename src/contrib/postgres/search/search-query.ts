import { FieldError } from '../../../core/errors/field-error.ts';
import { joinSql, type SqlFragment } from '../../../db/backends/base/fragment.ts';
import { callable } from '../../../db/models/expressions/callable.ts';
import { Combinable } from '../../../db/models/expressions/combinable.ts';
import type { Field } from '../../../db/models/fields/field.ts';
import type { Compiler } from '../../../db/sql/compiler.ts';
import type { Expression } from '../../../db/sql/expression.ts';
import { shownValue } from '../../../utils/shown-value.ts';
import { asBoundText } from '../bound-text.ts';
import { SearchQueryField } from '../fields/search-vector-field.ts';
import { LexemeExpression } from './lexeme.ts';
import { type ConfigOption, configOf, type SearchConfig } from './search-config.ts';

const FUNCTIONS = {
  /** All words. */
  plain: 'plainto_tsquery',
  /** All words in this order. */
  phrase: 'phraseto_tsquery',
  /** PostgreSQL's own syntax: `'tomato' & ('red' | 'green')`. */
  raw: 'to_tsquery',
  /** What people type: `"red tomato" or -green`. */
  websearch: 'websearch_to_tsquery',
} as const;
export type SearchType = keyof typeof FUNCTIONS;

export interface SearchQueryOptions {
  config?: ConfigOption;
  /** How the text is read; `'plain'` unless said. */
  searchType?: SearchType;
  /** What is not so is found. */
  invert?: boolean;
}

/** What can be searched for. */
export abstract class QueryExpression extends Combinable<string> {
  abstract readonly config: SearchConfig | undefined;

  protected override findOutputField(): Field {
    return new SearchQueryField();
  }

  and(other: QueryExpression): CombinedSearchQuery {
    return new CombinedSearchQuery(this, '&&', other);
  }

  or(other: QueryExpression): CombinedSearchQuery {
    return new CombinedSearchQuery(this, '||', other);
  }
}

/** The call that makes a query of a text. */
export function querySql(
  compiler: Compiler,
  type: SearchType,
  config: SearchConfig | undefined,
  text: SqlFragment,
): SqlFragment {
  const args = config === undefined ? [text] : [compiler.compile(config), text];
  const { sql, params } = joinSql(args, ', ');
  return { sql: `${FUNCTIONS[type]}(${sql})`, params };
}

class TextQuery extends QueryExpression {
  readonly value: Expression;
  readonly config: SearchConfig | undefined;
  readonly searchType: SearchType;
  readonly invert: boolean;

  constructor(value: unknown, options: SearchQueryOptions = {}) {
    super();
    if (typeof options !== 'object' || options === null) {
      throw new FieldError(
        `The options of a SearchQuery are an object, not ${shownValue(options)}.`,
        "Write SearchQuery('red tomato', { config: 'english' }).",
      );
    }
    const { config, invert = false } = options;
    this.searchType = value instanceof LexemeExpression ? 'raw' : (options.searchType ?? 'plain');
    this.value = asBoundText(value instanceof LexemeExpression ? value.text : value);
    this.config = configOf(config);
    this.invert = invert;
    if (typeof this.searchType !== 'string' || !Object.hasOwn(FUNCTIONS, this.searchType)) {
      throw new FieldError(
        `Unknown search type: ${shownValue(this.searchType)}.`,
        `Choices are: ${Object.keys(FUNCTIONS).join(', ')}.`,
      );
    }
  }

  override get sources(): readonly (Expression | undefined)[] {
    return [this.value, this.config];
  }

  override withSources([value, config]: readonly (Expression | undefined)[]): Expression {
    return this.#with({ ...(config === undefined ? {} : { config }), invert: this.invert }, value);
  }

  #with(options: SearchQueryOptions, value: unknown = this.value): TextQuery {
    return new TextQuery(value, { searchType: this.searchType, ...options });
  }

  not(): TextQuery {
    const { config, invert } = this;
    return this.#with({ ...(config === undefined ? {} : { config }), invert: !invert });
  }

  override toSql(compiler: Compiler): SqlFragment {
    const { sql, params } = querySql(compiler, this.searchType, this.config, compiler.compile(this.value));
    return { sql: this.invert ? `!!(${sql})` : sql, params };
  }
}

/** Two queries that both, or one of which, have to be met. */
export class CombinedSearchQuery extends QueryExpression {
  readonly lhs: Expression;
  readonly operator: '&&' | '||';
  readonly rhs: Expression;
  readonly config: SearchConfig | undefined;

  constructor(lhs: Expression, operator: '&&' | '||', rhs: Expression) {
    super();
    if (!(rhs instanceof QueryExpression))
      throw new FieldError('A SearchQuery can only be combined with another SearchQuery.');
    this.lhs = lhs;
    this.operator = operator;
    this.rhs = rhs;
    this.config = (lhs as QueryExpression).config;
  }

  override get sources(): readonly Expression[] {
    return [this.lhs, this.rhs];
  }

  override withSources([lhs, rhs]: readonly (Expression | undefined)[]): Expression {
    return new CombinedSearchQuery(lhs!, this.operator, rhs!);
  }

  override toSql(compiler: Compiler): SqlFragment {
    const parts = [compiler.compile(this.lhs), compiler.compile(this.rhs)];
    const { sql, params } = joinSql(parts, ` ${this.operator} `);
    return { sql: `(${sql})`, params };
  }
}

export type SearchQuery = TextQuery;
/** What to search for: `SearchQuery('red tomato', { searchType: 'phrase' }).and(SearchQuery('meat').not())`. */
export const SearchQuery = callable<
  typeof TextQuery & ((value: string | Lexeme | Expression, options?: SearchQueryOptions) => SearchQuery)
>(TextQuery);
type Lexeme = LexemeExpression;
