import path from 'node:path';
import fc from 'fast-check';
import { type Template, TemplateDoesNotExist, TemplateSyntaxError } from 'jango/template';
import { loadUrlconf, NoReverseMatch } from 'jango/urls';
import { beforeAll, describe, expect, test } from 'vitest';
import { configureForTests } from '../contrib/settings.ts';
import { oddContext, ordinaryContext, Planted } from './odd-values.ts';
import { engine, mutated, noise, wellFormed } from './random-templates.ts';
import { engineOf, render } from './render.ts';

beforeAll(async () => {
  configureForTests({
    BASE_DIR: path.resolve(import.meta.dirname, '../..'),
    ROOT_URLCONF: 'tests/handlers/site/urls.ts',
  });
  await loadUrlconf();
});

/** What a template language may say when it renders: its own errors, and those of names that lead nowhere. */
const RENDERING: readonly (new (...args: never[]) => Error)[] = [
  TemplateSyntaxError,
  TemplateDoesNotExist,
  NoReverseMatch,
];
const LIMIT_MS = 5000;

function expectKnown(error: unknown, kinds: readonly (new (...args: never[]) => Error)[]): void {
  if (!kinds.some((kind) => error instanceof kind)) throw error;
  if (Object.isExtensible(error)) expect(error).toHaveProperty('templateDebug.line');
}

async function outcome(
  source: string,
  context: Record<string, unknown>,
  mayThrow = RENDERING,
): Promise<void> {
  const start = performance.now();
  let template: Template | undefined;
  try {
    template = engine.fromString(source);
  } catch (error) {
    expectKnown(error, [TemplateSyntaxError]);
  }
  try {
    if (template !== undefined) expect(await template.render(context)).toBeTypeOf('string');
  } catch (error) {
    expectKnown(error, mayThrow);
  }
  expect(performance.now() - start).toBeLessThan(LIMIT_MS);
}

const check = (
  sources: fc.Arbitrary<string>,
  contexts: fc.Arbitrary<() => Record<string, unknown>>,
  numRuns: number,
  mayThrow?: typeof RENDERING,
) =>
  fc.assert(
    fc.asyncProperty(sources, contexts, (source, make) => outcome(source, make(), mayThrow)),
    { numRuns },
  );

describe('10,000 templates give output or an error of the template language, with its place', () => {
  const withPlanted = [...RENDERING, Planted];
  test('random ones over every tag and filter', () => check(wellFormed, ordinaryContext, 3500), 60_000);
  test(
    'those, with values that throw, reject and hold themselves',
    () => check(wellFormed, oddContext, 2000, withPlanted),
    60_000,
  );
  test('realistic ones that were damaged', () => check(mutated, ordinaryContext, 2500), 60_000);
  test('those, with such values', () => check(mutated, oddContext, 1000, withPlanted), 60_000);
  test('noise', () => check(noise, ordinaryContext, 2000), 60_000);
});

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: hostile on purpose
describe('no text of a template becomes code', () => {
  const HACK = 'globalThis.hacked=1';
  const texts = [
    `\`\${${HACK}}\``,
    `"+(${HACK})+"`,
    `\\"; ${HACK}; //`,
    `\u2028${HACK}//`,
    `\u2029${HACK}//`,
    `'];${HACK}//`,
    `*/${HACK}/*`,
    `\\u0022;${HACK}//`,
    `\\\n${HACK}`,
    `]);${HACK};([`,
    `\${${HACK}}`,
    `\ud800";${HACK};"`,
  ];
  const NAMES = [
    '__proto__',
    'constructor',
    'prototype',
    '__defineGetter__',
    'hasOwnProperty',
    'toString',
    'then',
  ];

  function attempt(source: string, context: Record<string, unknown> = {}, templates = {}): void {
    try {
      void engineOf({ main: source, ...templates }).renderToString('main', context);
    } catch (error) {
      if (!RENDERING.some((kind) => error instanceof kind)) throw error;
    }
    expect(globalThis).not.toHaveProperty('hacked');
  }

  test.each(texts)('%j', (text) => {
    const quoted = `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
    expect(render(text)).toBe(text);
    expect(engineOf({ [text]: 'x', main: '{% include n %}' }).renderToString('main', { n: text })).toBe('x');
    const word = text.replaceAll(/\s/g, '');
    const sources = [
      `{{ a|default:${quoted} }}`,
      `{{ ${quoted} }}`,
      `{{ ${word} }}`,
      `{{ a.${word} }}`,
      `{{ a|${word} }}`,
      `{{ a|default:${word} }}`,
      `{% ${word} %}`,
      `{% load ${word} %}`,
      `{% load a from ${word} %}`,
      `{% with ${word}=a %}{{ ${word} }}{% endwith %}`,
      `{% with a as ${word} %}{% endwith %}`,
      `{% for ${word} in l %}{{ ${word} }}{% endfor %}`,
      `{% block ${word} %}{% endblock ${word} %}`,
      `{% partialdef ${word} %}x{% endpartialdef %}{% partial ${word} %}`,
      `{% cycle 1 2 as ${word} %}{% firstof 1 as ${word} %}{% now "Y" as ${word} %}`,
      `{% regroup l by ${word} as ${word} %}`,
      `{% include ${quoted} %}`,
      `{% include "p" with ${word}=a %}`,
      `{% extends ${quoted} %}`,
      `{% if ${quoted} == ${quoted} or ${word} %}{{ ${quoted} }}{% endif %}`,
      `{% load i18n %}{% blocktranslate with ${word}=a %}{{ ${word} }}{% endblocktranslate %}{% translate ${quoted} as ${word} %}`,
      `{# ${text} #}{% comment ${text} %}${text}{% endcomment %}{% verbatim %}${text}{% endverbatim %}`,
    ];
    for (const source of sources)
      attempt(source, { a: text, l: [{ a: text }], [word]: text }, { p: '{{ a }}' });
  });

  test.each(NAMES)('a variable may be called %s', (name) => {
    const before = Object.getOwnPropertyNames(Object.prototype).length;
    const uses = [
      `{% with ${name}=a %}[{{ b }}]{% endwith %}`,
      `{% for ${name} in l %}[{{ b }}]{% endfor %}`,
      `{% cycle a b as ${name} %}{% firstof a as ${name} %}`,
      `{% regroup l by x as ${name} %}`,
      `{% include "p" with ${name}=a %}`,
      `{% block ${name} %}x{% endblock %}{% partialdef ${name} %}x{% endpartialdef %}{% partial ${name} %}`,
      `{% querystring d ${name}=a %}`,
      `{% url "x" ${name}=a as b %}`,
      `{% load i18n %}{% blocktranslate with ${name}=a asvar ${name} %}x{% endblocktranslate %}`,
      `{{ d.${name} }}{{ l|dictsort:"${name}" }}{% regroup l by ${name} as g %}`,
    ];
    for (const use of uses)
      attempt(use, { a: { polluted: 1 }, b: 'b', l: [{ x: 1 }, { x: 2 }], d: {} }, { p: '{{ b }}' });
    expect({}).not.toHaveProperty('polluted');
    expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(before);
    if (!name.startsWith('_')) {
      expect(render(`{% with ${name}=a %}{{ ${name} }}{% endwith %}`, { a: 'x' })).toBe('x');
      expect(render(`{% for ${name} in l %}{{ ${name} }}{% endfor %}`, { l: ['x', 'y'] })).toBe('xy');
    }
  });
});

describe("JavaScript's own machinery is out of reach", () => {
  class Person {
    name = 'Ann';
    greet() {
      return 'Hi';
    }
  }
  const context = {
    text: 'x',
    number: 1,
    flag: true,
    big: 1n,
    list: [1],
    dict: { a: 1 },
    bare: Object.create(null) as object,
    map: new Map([['a', 1]]),
    set: new Set([1]),
    date: new Date(0),
    person: new Person(),
    Person,
    fn: Object.assign(() => 'called', { doNotCallInTemplates: true }),
    promise: Promise.resolve(1),
    error: new Error('e'),
    regexp: /x/,
    bytes: new Uint8Array(1),
    generator: (function* () {
      yield 1;
    })(),
  };
  const MACHINERY = [
    'constructor',
    'constructor.constructor',
    'prototype',
    'constructor.prototype',
    'call',
    'apply',
    'bind',
    'caller',
    'callee',
    'arguments',
    'valueOf',
    'toString',
    'toLocaleString',
    'hasOwnProperty',
    'isPrototypeOf',
    'propertyIsEnumerable',
    'then',
    'catch',
    'finally',
    'push',
    'pop',
    'shift',
    'reverse',
    'clear',
    'entries',
    'compile',
    'return',
  ];

  test.each(Object.keys(context))('on %s', async (name) => {
    for (const names of MACHINERY) {
      const source = `[{{ ${name}.${names} }}{% if ${name}.${names} %}!{% endif %}]`;
      expect(await render(source, context), source).toBe('[]');
      expect(
        await render(`[{{ l|dictsort:"${names}"|length }}]`, { l: [context[name as 'text']] }),
      ).toBeTypeOf('string');
    }
    for (const names of ['__proto__', '__defineGetter__', '__lookupGetter__', 'a.__proto__.b', '_private']) {
      expect(() => render(`{{ ${name}.${names} }}`, context)).toThrow('may not begin with underscores');
    }
    expect(context.list).toEqual([1]);
    expect(context.map.size).toBe(1);
  });

  test('a key of data may have any name', () => {
    const data = JSON.parse('{"constructor":"c","prototype":"p","toString":"t","length":"l"}') as object;
    expect(render('{{ d.constructor }}{{ d.prototype }}{{ d.toString }}{{ d.length }}', { d: data })).toBe(
      'cptl',
    );
  });

  test('names of the global object and of the generated code are variables like others', () => {
    for (const name of [
      'globalThis',
      'process',
      'require',
      'R',
      'K',
      'K0',
      'c',
      'h',
      'v0',
      'F',
      'T',
      'eval',
      'this',
    ]) {
      expect(render(`[{{ ${name} }}{{ ${name}.a }}]`), name).toBe('[]');
    }
  });
});
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: hostile on purpose
