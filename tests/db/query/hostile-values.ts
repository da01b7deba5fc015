import { Decimal } from 'jango/utils';

/** Stands in every hostile text: no statement may have it in its own text. */
export const MARK = 'DROP TABLE';

const HALF = String.fromCharCode(0xd800);

/** What may come from outside, by what it is. */
export const VALUES: readonly (readonly [what: string, value: unknown])[] = [
  ['quotes', `'"\`\\ ${MARK}`],
  ['a statement', `x'; ${MARK} blog_tag; --`],
  ['a statement in MySQL’s quotes', `x\\'; ${MARK} blog_tag; #`],
  ['NUL', `a\0${MARK}`],
  ['half of a surrogate pair', `${HALF}${MARK}`],
  ['a control character', `\u0001${MARK}`],
  ['wildcards and marks of parameters', `%s %_\\ ? $1 :x ${MARK}`],
  ['__proto__', '__proto__'],
  ['constructor__x', 'constructor__x'],
  ['an empty text', ''],
  ['2^63', 2n ** 63n],
  ['less than -2^63', -(2n ** 63n) - 1n],
  ['NaN', Number.NaN],
  ['infinity', Number.POSITIVE_INFINITY],
  ['a huge decimal', new Decimal('1e400')],
  ['many digits', '1'.repeat(5000)],
  ['an array', [MARK]],
  ['an object', { [MARK]: 1 }],
  ['an object with a text of its own', { toString: () => MARK, toJSON: () => MARK }],
  ['an object of nothing', Object.create(null)],
  ['a parsed __proto__', JSON.parse('{"__proto__": {"polluted": true}}')],
  ['a symbol', Symbol(MARK)],
  ['a function', () => MARK],
  ['a date that is none', new Date(Number.NaN)],
  ['a pattern', new RegExp(MARK)],
  ['undefined', undefined],
  [
    'an expression as JSON says it',
    JSON.parse('{"resolveExpression": true, "sql": "x", "sources": [], "_meta": {}, "_state": {}}'),
  ],
  ['an object without a text', { toString: 1, valueOf: 2 }],
  ['lists in lists', JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`)],
  ['a list in itself', inItself()],
  ['a pattern that is none', 'a)b('],
];

/** What is no name, where a request's JSON gives one. */
export const NO_NAMES: readonly (readonly [what: string, value: unknown])[] = [
  ['a number', 1],
  ['a bigint', 2n ** 63n],
  ['null in a list', [null]],
  ['a list', [MARK]],
  ['an object', { [MARK]: 1 }],
  ['an object of nothing', Object.create(null)],
  ['an expression as JSON says it', JSON.parse('{"resolveExpression": true}')],
  ['a symbol', Symbol(MARK)],
  ['true', true],
];

function inItself(): unknown[] {
  const list: unknown[] = [];
  list.push(list);
  return list;
}
