import {
  Comparison,
  type ComparisonOperator,
  type Condition,
  Logical,
  Negation,
  Operand,
} from './condition.ts';
import { TemplateSyntaxError } from './errors.ts';
import type { Parser } from './parser.ts';

/** How strongly operators bind, weakest first. */
const STRENGTH: ReadonlyMap<string, number> = new Map([
  ['or', 6],
  ['and', 7],
  ['not', 8],
  ['in', 9],
  ['not in', 9],
  ['is', 10],
  ['is not', 10],
  ['==', 10],
  ['!=', 10],
  ['>', 10],
  ['>=', 10],
  ['<', 10],
  ['<=', 10],
]);

/** What other languages write. */
const MEANT: ReadonlyMap<string, string> = new Map([
  ['=', '=='],
  ['===', '=='],
  ['!==', '!='],
  ['<>', '!='],
  ['&&', 'and'],
  ['||', 'or'],
]);

/** Operators in one condition; more would exhaust the stack. */
const MAX_DEPTH = 300;

/** Read the words of an `{% if %}`. @throws TemplateSyntaxError */
export function parseCondition(words: readonly string[], parser: Parser): Condition {
  return new ConditionParser(words, parser).parse();
}

/** An operator-precedence parser, as in "Top Down Operator Precedence" by Vaughan Pratt. */
class ConditionParser {
  readonly #words: readonly string[];
  readonly #parser: Parser;
  #at = 0;

  constructor(words: readonly string[], parser: Parser) {
    this.#words = joinOperators(words);
    this.#parser = parser;
  }

  parse(): Condition {
    const condition = this.#expression(0, 0);
    if (this.#at < this.#words.length) {
      const word = this.#words[this.#at]!;
      const meant = MEANT.get(word);
      throw new TemplateSyntaxError(
        `Unused '${word}' at end of if expression.`,
        meant === undefined ? undefined : `Did you mean '${meant}'?`,
      );
    }
    return condition;
  }

  #expression(strength: number, depth: number): Condition {
    if (depth > MAX_DEPTH) throw tooDeep();
    let left = this.#prefix(depth);
    while (this.#at < this.#words.length) {
      const operator = this.#words[this.#at]!;
      const binds = operator === 'not' ? 0 : (STRENGTH.get(operator) ?? 0);
      if (strength >= binds) break;
      this.#at++;
      left = combine(operator, left, this.#expression(binds, depth + 1));
      if (left.depth > MAX_DEPTH) throw tooDeep();
    }
    return left;
  }

  #prefix(depth: number): Condition {
    const word = this.#words[this.#at++];
    if (word === undefined) throw new TemplateSyntaxError('Unexpected end of expression in if tag.');
    if (word === 'not') return new Negation(this.#expression(STRENGTH.get('not')!, depth + 1));
    if (STRENGTH.has(word))
      throw new TemplateSyntaxError(`Not expecting '${word}' in this position in if tag.`);
    return new Operand(this.#parser.compileFilter(word));
  }
}

function combine(operator: string, left: Condition, right: Condition): Condition {
  if (operator === 'and' || operator === 'or') return new Logical(operator, left, right);
  return new Comparison(operator as ComparisonOperator, left, right);
}

/** `is not` and `not in` are one operator each. */
function joinOperators(words: readonly string[]): string[] {
  const joined: string[] = [];
  for (const word of words) {
    const last = joined.at(-1);
    if ((last === 'is' && word === 'not') || (last === 'not' && word === 'in'))
      joined[joined.length - 1] = `${last} ${word}`;
    else joined.push(word);
  }
  return joined;
}

function tooDeep(): TemplateSyntaxError {
  return new TemplateSyntaxError(
    `A condition of more than ${MAX_DEPTH} operators is more than templates take.`,
    'Work it out in the view.',
  );
}
