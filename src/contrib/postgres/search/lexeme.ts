import { ModelValueError } from '../../../db/models/errors.ts';
import { callable } from '../../../db/models/expressions/callable.ts';
import { optionsOf } from '../../../db/sql/options-of.ts';
import { givenText } from '../given-text.ts';
import { checkWeight, type SearchWeight } from './search-weight.ts';

export interface LexemeOptions {
  /** Words that begin with it count, too. */
  prefix?: boolean;
  /** Only words of this weight count. */
  weight?: SearchWeight;
  /** What does not have the word is found. */
  invert?: boolean;
}

/** A part of a search, as `to_tsquery()` reads it. */
export class LexemeExpression {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  and(other: LexemeExpression): LexemeExpression {
    return new LexemeExpression(`(${this.text} & ${other.text})`);
  }

  or(other: LexemeExpression): LexemeExpression {
    return new LexemeExpression(`(${this.text} | ${other.text})`);
  }

  not(): LexemeExpression {
    return new LexemeExpression(`!${this.text}`);
  }
}

class SingleLexeme extends LexemeExpression {
  constructor(word: string, options: LexemeOptions = {}) {
    const text = givenText(word);
    const { weight, prefix, invert } = optionsOf({ name: 'Lexeme' }, options);
    checkWeight(weight, 'Lexeme');
    if (text.trim() === '') throw new ModelValueError('A Lexeme needs a word.');
    const quoted = `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
    const flags = `${prefix ? '*' : ''}${weight ?? ''}`;
    super(`${invert ? '!' : ''}${quoted}${flags === '' ? '' : `:${flags}`}`);
  }
}

export type Lexeme = LexemeExpression;
/** A word to search for, safe whatever is in it: `SearchQuery(Lexeme('post', { prefix: true }).and(Lexeme('sql').not()))`. */
export const Lexeme = callable<typeof SingleLexeme & ((word: string, options?: LexemeOptions) => Lexeme)>(
  SingleLexeme,
);
