import type { SqlFragment } from '../../../db/backends/base/fragment.ts';
import { CharField } from '../../../db/models/fields/char-field.ts';
import { TextField } from '../../../db/models/fields/text-field.ts';
import { Lookup } from '../../../db/models/lookups/lookup.ts';
import { registerLookup } from '../../../db/models/lookups/registry.ts';
import type { Compiler } from '../../../db/sql/compiler.ts';
import { isExpression } from '../../../db/sql/expression.ts';
import { SearchVectorField } from '../fields/search-vector-field.ts';
import { givenText } from '../given-text.ts';
import { QueryExpression, querySql } from '../search/search-query.ts';
import { SearchVector, VectorExpression } from '../search/search-vector.ts';
import { Unaccent } from '../search/unaccent.ts';
import { castSql, OperatorLookup } from './operator-lookup.ts';

/** A vector meets a query, or a text whose words it has. */
class VectorMeets extends Lookup {
  static override readonly lookupName: string = 'exact';

  protected override preparer(): (value: unknown) => unknown {
    return givenText;
  }

  protected override rhsSql(compiler: Compiler): SqlFragment {
    const right = super.rhsSql(compiler);
    if (this.rhs instanceof QueryExpression) return right;
    const config = this.lhs instanceof VectorExpression ? this.lhs.config : undefined;
    return querySql(compiler, 'plain', config, isExpression(this.rhs) ? right : castSql(right, 'text'));
  }

  override toSql(compiler: Compiler): SqlFragment {
    const left = this.lhsSql(compiler);
    const right = this.rhsSql(compiler);
    return { sql: `${left.sql} @@ (${right.sql})`, params: [...left.params, ...right.params] };
  }
}

/** The same of a field of texts. */
class TextMeets extends VectorMeets {
  static override readonly lookupName = 'search';

  protected override lhsSql(compiler: Compiler): SqlFragment {
    return compiler.compile(
      this.lhs.outputField instanceof SearchVectorField ? this.lhs : SearchVector(this.lhs),
    );
  }
}

abstract class TextOperator extends OperatorLookup {
  protected override rhsType(): string {
    return 'text';
  }

  protected override preparer(): (value: unknown) => unknown {
    return givenText;
  }
}

class TrigramSimilar extends TextOperator {
  static override readonly lookupName = 'trigram_similar';
  protected override readonly operator = '%';
}

class TrigramWordSimilar extends TextOperator {
  static override readonly lookupName = 'trigram_word_similar';
  protected override readonly operator = '%>';
}

class TrigramStrictWordSimilar extends TextOperator {
  static override readonly lookupName = 'trigram_strict_word_similar';
  protected override readonly operator = '%>>';
}

registerLookup(SearchVectorField, VectorMeets);
registerLookup(SearchVectorField, TextMeets);

/** What the app adds to the fields of texts when it is installed. */
export function registerSearchLookups(): void {
  for (const type of [CharField, TextField]) {
    for (const lookup of [TextMeets, TrigramSimilar, TrigramWordSimilar, TrigramStrictWordSimilar, Unaccent])
      registerLookup(type, lookup);
  }
}
