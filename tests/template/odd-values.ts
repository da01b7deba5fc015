import fc from 'fast-check';
import { markSafe } from 'jango/utils';
import { NAMES } from './random-templates.ts';

/** What values of the tests throw, to be told from what the engine throws. */
export class Planted extends Error {}

function plant(): never {
  throw new Planted('planted');
}

class Person {
  readonly #name = 'Ann';
  title = '<i>';
  get name(): string {
    return this.#name;
  }
  greet(): string {
    return `Hi ${this.#name}`;
  }
}

/** What views hand to templates; fresh ones at each call. */
export const ordinary: readonly (() => unknown)[] = [
  () => null,
  () => undefined,
  () => true,
  () => false,
  () => 0,
  () => -3,
  () => 2.5,
  () => 1e21,
  () => '',
  () => '<b>&"\'',
  () => 'two\nlines\twith http://a.bc/?x=1&y and joe@example.com',
  () => '12',
  () => 'é\u{1f600}',
  () => markSafe('<b>safe</b>'),
  () => 12345678901234567890n,
  () => new Date(Date.UTC(2024, 1, 29, 12, 30)),
  () => [],
  () => [1, 2, 3],
  () => ['b', 'a', '<'],
  () => [
    [1, 'one'],
    [2, 'two'],
  ],
  () => [{ title: 'b' }, { title: 'a' }, { title: 'a' }],
  () => ({}),
  () => ({ title: 'T', b: { title: '<' }, items: [1] }),
  () =>
    new Map<unknown, unknown>([
      ['title', 1],
      [2, 'x'],
    ]),
  () => new Set([1, 'x']),
  () => new Person(),
  () => () => 'called',
  () => Promise.resolve('later'),
  () => Promise.resolve([1, 2]),
  () =>
    (function* () {
      yield 1;
      yield 2;
    })(),
];

/** What no view should hand to a template, and one will. */
export const odd: readonly (() => unknown)[] = [
  () => Number.NaN,
  () => Number.POSITIVE_INFINITY,
  () => -0,
  () => new Date(Number.NaN),
  () => Symbol('s'),
  () => Object.create(null) as unknown,
  () => Object.freeze({ title: Object.freeze([]) }),
  () => plant,
  () => () => Promise.reject(new Planted('rejected')),
  () => ({
    get title() {
      return plant();
    },
    get b() {
      return plant();
    },
  }),
  () => ({ toString: plant, valueOf: plant }),
  () => ({ then: 1, size: 'x', length: -1, constructor: null }),
  () => ({ toHtml: plant }),
  () => ({ toString: () => '<script>' }),
  () => ({
    *[Symbol.iterator]() {
      yield 1;
      plant();
    },
  }),
  () => ({
    async *[Symbol.asyncIterator]() {
      yield 1;
      plant();
    },
  }),
  () => new Proxy({}, { get: plant, has: plant, ownKeys: plant, getPrototypeOf: plant }),
  () => new Proxy(() => 1, {}),
  () => new Proxy({ title: 'T' }, { get: (_target, name) => (name === 'then' ? undefined : String(name)) }),
  () => {
    const own: Record<string, unknown> = {};
    own['title'] = own;
    own['b'] = [own];
    return own;
  },
  () => {
    const own: unknown[] = [];
    own.push(own, own);
    return own;
  },
  () => {
    const own = new Map<unknown, unknown>();
    own.set('title', own);
    return own;
  },
  () => 'x'.repeat(100_000),
  () => 'a\\"'.repeat(30_000),
  () => '\ud800<\udfff',
  () => new Uint8Array([1, 2]),
  () => new Float64Array(2),
  () => new ArrayBuffer(2),
  () => new Array(3),
  () => new Error('<an error>'),
  () => /<x>/g,
  () => Object,
  () =>
    class {
      static title = 'x';
    },
  () => globalThis,
  () => new WeakMap(),
  () => 10n ** 400n,
  () => ({ repeat: null, __proto__: { title: '<inherited>' } }),
  () => Object.freeze(new Planted('a value')),
];

function contextOf(values: readonly (() => unknown)[]): fc.Arbitrary<() => Record<string, unknown>> {
  return fc
    .array(fc.nat(values.length - 1), { minLength: NAMES.length, maxLength: NAMES.length })
    .map((chosen) => () => Object.fromEntries(NAMES.map((name, i) => [name, values[chosen[i]!]!()])));
}

export const ordinaryContext: fc.Arbitrary<() => Record<string, unknown>> = contextOf(ordinary);
export const oddContext: fc.Arbitrary<() => Record<string, unknown>> = contextOf([...ordinary, ...odd]);
