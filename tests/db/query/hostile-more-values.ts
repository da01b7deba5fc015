import { MARK, NO_NAMES, VALUES } from './hostile-values.ts';

type Named = readonly [what: string, value: unknown];

/** Texts that break out of a quote, a comment, a name or a number, where one is written as it is. */
const TEXTS = [
  `name" FROM blog_tag; ${MARK} blog_tag; --`,
  `name\` ${MARK}`,
  `a]${MARK}`,
  `${MARK}--`,
  `${MARK}/*`,
  `;${MARK}`,
  `1; ${MARK}`,
  `a::text) ${MARK}`,
  `\u2028${MARK}`,
  `\r\n${MARK}`,
  `\u202e${MARK}`,
  `%(a)s %s %% ${MARK}`,
  '__proto__',
  'constructor',
  'constructor__x',
  'prototype',
  'toString',
  'valueOf',
  'then',
  '',
  ' ',
  '-',
  '__',
  'name__',
  '__name',
  'name____exact',
  'name__x__y__z',
  '-'.repeat(3),
  'é',
  'x'.repeat(100_000),
  'a__'.repeat(5000),
];

/** Beside those of `hostile-values.ts`. */
export const MORE_VALUES: readonly Named[] = [
  ...VALUES,
  ...TEXTS.map((text): Named => [JSON.stringify(text.slice(0, 40)), text]),
  ['a proxy', new Proxy({ [MARK]: 1 }, {})],
  ['a proxy of a list', new Proxy([MARK], {})],
  ['a map', new Map([[MARK, MARK]])],
  ['a set', new Set([MARK])],
  ['bytes', Buffer.from(MARK)],
  ['a text in an object', Object(MARK)],
  ['a list with holes', Array(3)],
  ['lists and objects', [[{ a: [{ [MARK]: [null] }] }]]],
  ['less than nothing', -1],
  ['half a number', 1.5],
  ['minus zero', -0],
  ['the greatest number', Number.MAX_VALUE],
  ['a promise', Promise.resolve(MARK)],
  ['an error', new Error(MARK)],
];

/** What may stand where a name does. */
export const MORE_NAMES: readonly Named[] = [
  ...TEXTS.map((text): Named => [JSON.stringify(text.slice(0, 40)), text]),
  ...NO_NAMES,
  ['a proxy', new Proxy({ [MARK]: 1 }, {})],
  ['a text in an object', Object(MARK)],
  ['a function', () => MARK],
  ['NaN', Number.NaN],
];
