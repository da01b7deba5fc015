/** A rule for plurals: what it gives for a number, and its text with every operation in brackets. */
export interface PluralExpression {
  readonly text: string;
  evaluate(n: number): number;
}

const LONGEST = 1000;
const DEEPEST = 20;
const TOKEN = /\s*(?:(\d+\b)|(n\b)|(&&|\|\||[=!<>]=|[-+*/%<>!?:()]))/y;

type Operation = (a: number, b: number) => number;

/** The operators of C that rules may use, from the loosest to the tightest. */
const LEVELS: readonly Readonly<Record<string, Operation>>[] = [
  { '||': (a, b) => (a || b ? 1 : 0) },
  { '&&': (a, b) => (a && b ? 1 : 0) },
  { '==': (a, b) => Number(a === b), '!=': (a, b) => Number(a !== b) },
  {
    '<': (a, b) => Number(a < b),
    '>': (a, b) => Number(a > b),
    '<=': (a, b) => Number(a <= b),
    '>=': (a, b) => Number(a >= b),
  },
  { '+': (a, b) => a + b, '-': (a, b) => a - b },
  { '*': (a, b) => a * b, '/': divide, '%': remainder },
];

function divide(a: number, b: number): number {
  return Math.floor(a / nonZero(b));
}

function remainder(a: number, b: number): number {
  return a - Math.floor(a / nonZero(b)) * b;
}

function nonZero(b: number): number {
  if (b !== 0) return b;
  throw new RangeError('A plural rule divides by zero.');
}

/**
 * Read an expression of C over `n`: numbers, brackets, `! * / % + - < <= > >= == != && || ?:`.
 * @throws SyntaxError where it is anything else, too long or too deep
 */
export function parsePluralExpression(source: string): PluralExpression {
  if (source.length > LONGEST) throw new SyntaxError(`the plural rule is longer than ${LONGEST} characters`);
  const parser = new Parser(tokens(source));
  const expression = parser.ternary(0);
  parser.end();
  return expression;
}

function tokens(source: string): string[] {
  const found: string[] = [];
  const text = source.trim();
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (match === null) throw new SyntaxError(`'${text.slice(at).trim()}' cannot stand in a plural rule`);
    found.push((match[1] ?? match[2] ?? match[3])!);
  }
  return found;
}

class Parser {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(list: readonly string[]) {
    this.#tokens = list;
  }

  end(): void {
    if (this.#at < this.#tokens.length) throw this.#unexpected();
  }

  ternary(depth: number): PluralExpression {
    if (depth > DEEPEST) throw new SyntaxError('the plural rule is nested too deeply');
    const test = this.#binary(0, depth);
    if (!this.#take('?')) return test;
    const yes = this.ternary(depth + 1);
    this.#expect(':');
    const no = this.ternary(depth + 1);
    return {
      text: `(${test.text} ? ${yes.text} : ${no.text})`,
      evaluate: (n) => (test.evaluate(n) ? yes.evaluate(n) : no.evaluate(n)),
    };
  }

  #binary(level: number, depth: number): PluralExpression {
    const operators = LEVELS[level];
    if (operators === undefined) return this.#unary(depth);
    let left = this.#binary(level + 1, depth);
    for (
      let token = this.#peek();
      token !== undefined && Object.hasOwn(operators, token);
      token = this.#peek()
    ) {
      this.#at++;
      left = operation(left, token, operators[token]!, this.#binary(level + 1, depth));
    }
    return left;
  }

  #unary(depth: number): PluralExpression {
    if (depth > DEEPEST) throw new SyntaxError('the plural rule is nested too deeply');
    if (!this.#take('!')) return this.#primary(depth);
    const inner = this.#unary(depth + 1);
    return { text: `!${inner.text}`, evaluate: (n) => (inner.evaluate(n) ? 0 : 1) };
  }

  #primary(depth: number): PluralExpression {
    const token = this.#peek();
    if (token === undefined) throw new SyntaxError('the plural rule ends too early');
    if (token === '(') {
      this.#at++;
      const inner = this.ternary(depth + 1);
      this.#expect(')');
      return inner;
    }
    if (token !== 'n' && !/^\d/.test(token)) throw this.#unexpected();
    this.#at++;
    const value = Number(token);
    return { text: token, evaluate: token === 'n' ? (n) => n : () => value };
  }

  #peek(): string | undefined {
    return this.#tokens[this.#at];
  }

  #take(token: string): boolean {
    if (this.#peek() !== token) return false;
    this.#at++;
    return true;
  }

  #expect(token: string): void {
    if (!this.#take(token)) throw new SyntaxError(`the plural rule lacks a '${token}'`);
  }

  #unexpected(): SyntaxError {
    return new SyntaxError(`'${this.#peek()}' stands where it cannot stand in a plural rule`);
  }
}

/** `&&` and `||` look at their right side only where the left one leaves it open. */
function operation(
  left: PluralExpression,
  operator: string,
  apply: Operation,
  right: PluralExpression,
): PluralExpression {
  const text = `(${left.text} ${operator} ${right.text})`;
  if (operator === '&&') return { text, evaluate: (n) => (left.evaluate(n) && right.evaluate(n) ? 1 : 0) };
  if (operator === '||') return { text, evaluate: (n) => (left.evaluate(n) || right.evaluate(n) ? 1 : 0) };
  return { text, evaluate: (n) => apply(left.evaluate(n), right.evaluate(n)) };
}
