import { joinSql, type SqlFragment } from '../../../db/backends/base/fragment.ts';
import { callable } from '../../../db/models/expressions/callable.ts';
import { Func } from '../../../db/models/expressions/func.ts';
import type { Field } from '../../../db/models/fields/field.ts';
import { FloatField } from '../../../db/models/fields/float-field.ts';
import type { Compiler } from '../../../db/sql/compiler.ts';
import type { Expression } from '../../../db/sql/expression.ts';
import { asBoundText } from '../bound-text.ts';

/** A number from 0 to 1 that two texts give by the groups of three letters that they share. */
abstract class Trigram extends Func<number> {
  protected override findOutputField(): Field {
    return new FloatField();
  }
}

abstract class TrigramOperator extends Trigram {
  protected abstract readonly operator: string;

  override toSql(compiler: Compiler): SqlFragment {
    const { sql, params } = joinSql(this.argumentsSql(compiler), ` ${this.operator} `);
    return { sql: `(${sql})`, params };
  }
}

type Texts = string | Expression;
interface TrigramType<T extends Func<number>> {
  new (expression: Texts, text: Texts): T;
  (expression: Texts, text: Texts): T;
}

/** A function of a field and a text. */
function compared(functionName: string, textFirst: boolean): TrigramType<Func<number>> {
  const type = class extends Trigram {
    override readonly functionName = functionName;

    constructor(first: unknown, second: unknown) {
      super(textFirst ? asBoundText(first) : first, textFirst ? second : asBoundText(second));
    }
  };
  Object.defineProperty(type, 'name', { value: functionName });
  return callable<TrigramType<Func<number>>>(type);
}

/** The same by an operator. */
function distance(sign: string, textFirst: boolean): TrigramType<Func<number>> {
  const type = class extends TrigramOperator {
    protected override readonly operator = sign;

    constructor(first: unknown, second: unknown) {
      super(textFirst ? asBoundText(first) : first, textFirst ? second : asBoundText(second));
    }
  };
  return callable<TrigramType<Func<number>>>(type);
}

/** How alike a field and a text are: `TrigramSimilarity('name', 'tomatoe')`. */
export const TrigramSimilarity: TrigramType<Func<number>> = compared('SIMILARITY', false);
/** How alike a text and the most similar piece of a field are: `TrigramWordSimilarity('tomatoe', 'description')`. */
export const TrigramWordSimilarity: TrigramType<Func<number>> = compared('WORD_SIMILARITY', true);
/** The same, by whole words. */
export const TrigramStrictWordSimilarity: TrigramType<Func<number>> = compared(
  'STRICT_WORD_SIMILARITY',
  true,
);
/** 1 less the similarity. */
export const TrigramDistance: TrigramType<Func<number>> = distance('<->', false);
export const TrigramWordDistance: TrigramType<Func<number>> = distance('<<->', true);
export const TrigramStrictWordDistance: TrigramType<Func<number>> = distance('<<<->', true);
