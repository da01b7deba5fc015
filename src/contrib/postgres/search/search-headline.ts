import { FieldError } from '../../../core/errors/field-error.ts';
import { joinSql, type SqlFragment } from '../../../db/backends/base/fragment.ts';
import { callable } from '../../../db/models/expressions/callable.ts';
import { Combinable } from '../../../db/models/expressions/combinable.ts';
import { asField } from '../../../db/models/expressions/f.ts';
import type { Field } from '../../../db/models/fields/field.ts';
import { TextField } from '../../../db/models/fields/text-field.ts';
import type { Compiler } from '../../../db/sql/compiler.ts';
import { type Expression, isExpression } from '../../../db/sql/expression.ts';
import { optionsOf } from '../../../db/sql/options-of.ts';
import { shownValue } from '../../../utils/shown-value.ts';
import { BoundText } from '../bound-text.ts';
import { type ConfigOption, configOf, type SearchConfig } from './search-config.ts';
import { SearchQuery } from './search-query.ts';

export interface SearchHeadlineOptions {
  config?: ConfigOption;
  /** What stands before and behind each word found: `<b>` and `</b>` unless said. The text around it is not escaped. */
  startSel?: string;
  stopSel?: string;
  maxWords?: number;
  minWords?: number;
  /** Words of so many letters are left out at the ends. */
  shortWord?: number;
  /** The whole text, in place of a piece of it. */
  highlightAll?: boolean;
  /** How many pieces there may be. */
  maxFragments?: number;
  /** What stands between pieces. */
  fragmentDelimiter?: string;
}

const NAMES = [
  ['startSel', 'StartSel', 'string'],
  ['stopSel', 'StopSel', 'string'],
  ['maxWords', 'MaxWords', 'number'],
  ['minWords', 'MinWords', 'number'],
  ['shortWord', 'ShortWord', 'number'],
  ['highlightAll', 'HighlightAll', 'boolean'],
  ['maxFragments', 'MaxFragments', 'number'],
  ['fragmentDelimiter', 'FragmentDelimiter', 'string'],
] as const;

/** The options as one text: `StartSel='<b>', MaxWords=5`. */
function optionsText(options: SearchHeadlineOptions): string {
  const given = NAMES.flatMap(([option, name, type]) => {
    const value = options[option];
    if (value === undefined) return [];
    if (typeof value !== type) {
      throw new FieldError(`The option ${option} of SearchHeadline is a ${type}, not ${shownValue(value)}.`);
    }
    return [`${name}=${typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : value}`];
  });
  return given.join(', ');
}

/** A piece of a text with the words found marked in it. */
class Headline extends Combinable<string> {
  readonly expression: Expression;
  readonly query: Expression;
  readonly config: SearchConfig | undefined;
  readonly options: BoundText | undefined;

  constructor(
    expression: unknown,
    query: string | Expression,
    given: SearchHeadlineOptions | BoundText = {},
  ) {
    super();
    const options = given instanceof BoundText ? given : optionsOf({ name: 'SearchHeadline' }, given);
    this.expression = asField(expression);
    this.query = isExpression(query) ? query : SearchQuery(query);
    this.config = options instanceof BoundText ? undefined : configOf(options.config);
    const text = options instanceof BoundText ? options.text : optionsText(options);
    this.options = options instanceof BoundText ? options : text === '' ? undefined : new BoundText(text);
  }

  override get sources(): readonly (Expression | undefined)[] {
    return [this.expression, this.query, this.config];
  }

  override withSources([expression, query, config]: readonly (Expression | undefined)[]): Expression {
    const copy = new Headline(expression, query!, this.options);
    return Object.assign(copy, { config });
  }

  protected override findOutputField(): Field {
    return new TextField();
  }

  override toSql(compiler: Compiler): SqlFragment {
    const args = [this.config, this.expression, this.query, this.options]
      .filter((part) => part !== undefined)
      .map((part) => compiler.compile(part));
    const { sql, params } = joinSql(args, ', ');
    return { sql: `ts_headline(${sql})`, params };
  }
}

export type SearchHeadline = Headline;
/** A piece of a text with the words found marked: `SearchHeadline('body', SearchQuery('tomato'), { startSel: '<mark>', stopSel: '</mark>' })`. */
export const SearchHeadline = callable<
  typeof Headline &
    ((
      expression: string | Expression,
      query: string | Expression,
      options?: SearchHeadlineOptions,
    ) => SearchHeadline)
>(Headline);
