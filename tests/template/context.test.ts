import { makeRequest } from 'jango/http';
import {
  Context,
  ContextPopException,
  Engine,
  Library,
  makeContext,
  Node,
  type Rendered,
  RequestContext,
} from 'jango/template';
import { expect, expectTypeOf, test } from 'vitest';
import { configureForTests } from '../support/override.ts';

configureForTests();

test('scopes are pushed and popped; inner names hide outer ones', () => {
  const context = new Context({ a: 1, b: 2 });
  context.push({ a: 'inner' });
  expect([context.get('a'), context.get('b'), context.get('c'), context.get('c', 'none')]).toEqual([
    'inner',
    2,
    undefined,
    'none',
  ]);
  expect(context.setDefault('b', 9)).toBe(2);
  expect(context.setDefault('d', 9)).toBe(9);
  context.setUpward('b', 3);
  expect(Object.fromEntries(context.flatten())).toEqual({ a: 'inner', b: 3, d: 9 });
  context.pop();
  expect([context.get('a'), context.get('b'), context.has('d')]).toEqual([1, 3, false]);
  expect(() => context.pop()).toThrow(ContextPopException);
});

test('push() with a function closes the scope, whatever happens in it', async () => {
  const context = new Context();
  expect(context.push({ n: 1 }, () => context.get('n'))).toBe(1);
  expect(() => context.push({ n: 1 }, () => JSON.parse('{'))).toThrow(SyntaxError);
  const later = context.push({ n: 2 }, async () => context.get('n'));
  expect(context.get('n')).toBe(2);
  expect(await later).toBe(2);
  expect(context.has('n')).toBe(false);
  expectTypeOf(context.push({ n: 1 })).toEqualTypeOf<number>();
  expectTypeOf(context.push({}, () => 'text')).toEqualTypeOf<string | PromiseLike<string>>();
});

test('update() takes another context; new() keeps the settings and drops the variables', () => {
  const context = new Context({ a: 1 }, { autoescape: false });
  context.update(new Context({ b: 2 }));
  expect([context.get('a'), context.get('b')]).toEqual([1, 2]);
  const fresh = context.new({ c: 3 });
  expect([fresh.has('a'), fresh.get('c'), fresh.autoescape]).toEqual([false, 3, false]);
});

test('a request’s processors win over what the context was made with, and not over what was pushed', () => {
  const engine = new Engine({ contextProcessors: [() => ({ a: 'processor', b: 'processor' })] });
  const template = engine.fromString('{{ a }} {{ b }} {{ c }}');
  const request = makeRequest();
  const processors = [() => ({ c: 'own' })];
  const context = new RequestContext(request, { a: 'given' }, { processors });
  context.push({ b: 'pushed' });
  expect(template.render(context)).toBe('processor pushed own');
  expect(context.get('a')).toBe('given');
  expect(template.render(makeContext({ a: 'view' }, request))).toBe('view processor ');
});

test('makeContext() refuses what is no object of variables', () => {
  expect(makeContext(null).flatten().size).toBe(0);
  // @ts-expect-error -- a list is no context
  expect(() => makeContext(['a'])).toThrow('The context of a template is an object or a Map, not [');
  expect(() => makeContext(new Context() as never)).toThrow('were given as a Context');
});

test('nodes remember in renderContext, which each rendering and each include begins anew', () => {
  class CountNode extends Node {
    override render(context: Context): Rendered {
      const count = Number(context.renderContext.get(this) ?? 0) + 1;
      context.renderContext.set(this, count);
      return `${context.template?.name}:${count} `;
    }
  }
  const library = new Library();
  library.tag('count', () => new CountNode());
  const loader = [
    'jango/template/loaders/locmem',
    { a: '{% for n in list %}{% count %}{% include "b" %}{% endfor %}', b: '{% count %}' },
  ];
  const engine = new Engine({ builtins: [library], loaders: [loader as [string, object]] });
  for (let i = 0; i < 2; i++) expect(engine.renderToString('a', { list: [1, 2] })).toBe('a:1 b:1 a:2 b:1 ');
  const node = new CountNode();
  const alone = new Context();
  expect([node.render(alone), node.render(alone)]).toEqual(['undefined:1 ', 'undefined:2 ']);
});
