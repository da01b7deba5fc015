import type { SqlFragment } from '../../../db/backends/base/fragment.ts';
import { ModelValueError } from '../../../db/models/errors.ts';
import { callable } from '../../../db/models/expressions/callable.ts';
import type { Compiler } from '../../../db/sql/compiler.ts';
import { Expression, isExpression } from '../../../db/sql/expression.ts';
import { shownValue } from '../../../utils/shown-value.ts';
import { MODULE } from '../module-name.ts';

const NAME =
  /^(?:[\p{L}_][\p{L}\p{N}_$]*|"(?:[^"\0]|"")+")(?:\.(?:[\p{L}_][\p{L}\p{N}_$]*|"(?:[^"\0]|"")+"))?$/u;

/** Whose dictionary and stop words a search uses: a name such as `'english'`, or an expression, as of a column that holds it. */
class Config extends Expression {
  readonly config: string | Expression;

  constructor(config: string | Expression) {
    super();
    if (!isExpression(config) && !(typeof config === 'string' && NAME.test(config))) {
      throw new ModelValueError(
        `A search configuration is a name, not ${shownValue(config)}.`,
        "Give one such as 'english', or an expression.",
      );
    }
    this.config = config;
  }

  override get sources(): readonly Expression[] {
    return isExpression(this.config) ? [this.config] : [];
  }

  override withSources([config]: readonly (Expression | undefined)[]): Expression {
    return new Config(config!);
  }

  override get outputFieldOrNone(): undefined {
    return undefined;
  }

  /** A name stands in the statement itself, so that an index over the same expression is used. */
  override toSql(compiler: Compiler): SqlFragment {
    if (!isExpression(this.config)) {
      const name = compiler.connection.ops.quoteValue(this.config);
      return { sql: `${name}::regconfig`, params: [] };
    }
    const { sql, params } = compiler.compile(this.config);
    return { sql: `${sql}::regconfig`, params };
  }

  override shapeKey(): string | undefined {
    return typeof this.config === 'string' ? `SearchConfig(${JSON.stringify(this.config)})` : undefined;
  }

  deconstruct(): { module: string; path: string; args: readonly unknown[] } {
    return { module: MODULE, path: 'SearchConfig', args: [this.config] };
  }
}

export type SearchConfig = Config;
export const SearchConfig = callable<typeof Config & ((config: string | Expression) => SearchConfig)>(Config);

/** What the option `config` of search functions takes. */
export type ConfigOption = string | Expression;

export function configOf(option: ConfigOption | undefined): Config | undefined {
  if (option === undefined || option instanceof Config) return option;
  return new Config(option);
}
