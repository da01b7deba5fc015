import { describe, expect, test } from 'vitest';
import { engineOf, render } from './render.ts';

const later = <T>(value: T): Promise<T> => new Promise((resolve) => setImmediate(resolve, value));

/** What a QuerySet is to a template: rows when awaited, an object with methods until then. */
class Rows<T> {
  evaluations = 0;
  readonly #rows: T[];
  constructor(rows: T[]) {
    this.#rows = rows;
  }
  count(): Promise<number> {
    return later(this.#rows.length);
  }
  then<R>(resolve: (rows: T[]) => R): Promise<R> {
    this.evaluations++;
    return later(this.#rows).then(resolve);
  }
  async *[Symbol.asyncIterator]() {
    yield* this.#rows;
  }
}

describe('pending values', () => {
  test('make a render a promise; without them it is a string', async () => {
    expect(render('{{ a }}', { a: 1 })).toBe('1');
    const pending = render('{{ a }}', { a: later(1) });
    expect(pending).toBeInstanceOf(Promise);
    expect(await pending).toBe('1');
  });

  test('are waited for wherever a name is used, though it is read once', async () => {
    const source = '{{ a.x }}{% if a.y %}{{ a.y|upper }}{% endif %}{{ rows.count }}{{ rows.0 }}';
    expect(await render(source, { a: later({ x: 1, y: later('b') }), rows: new Rows([7, 8]) })).toBe('1B27');
  });

  test('work anywhere in an expression', async () => {
    const context = {
      a: later({ b: later({ c: () => later('x') }) }),
      n: later(2),
      list: [later({ v: later(1) }), { v: 2 }],
    };
    const source =
      '{{ a.b.c|upper }}{% if n > 1 and a.b.c == "x" %}yes{% endif %}{% for i in list %}{{ i.v }}{{ forloop.counter }}{% endfor %}';
    expect(await render(source, context)).toBe('Xyes1122');
  });

  test('run nothing twice', async () => {
    let calls = 0;
    const context = { count: () => ++calls, wait: () => later('.') };
    expect(
      await render(
        '{{ count }}{{ wait }}{{ count }}{% for i in "ab" %}{{ count }}{{ wait }}{% endfor %}{{ count }}',
        context,
      ),
    ).toBe('1.23.4.5');
    expect(calls).toBe(5);
  });

  test('keep blocks, includes and scopes in order', async () => {
    const engine = engineOf({
      base: '{% block a %}{{ x }}{% endblock %}|{% block b %}{% endblock %}|{{ x }}',
      page: '{% extends "base" %}{% block a %}{{ block.super }}{{ y }}{% endblock %}{% block b %}{% with x=y %}{% include "part" with z=y %}{% endwith %}{% endblock %}',
      part: '{% for i in l %}{{ i }}{{ x }}{{ z }}{% cycle "o" "e" %}{% endfor %}',
    });
    expect(await engine.renderToString('page', { x: later('X'), y: later('Y'), l: later([1, 2]) })).toBe(
      'XY|1YYo2YYe|X',
    );
  });

  test('include QuerySets, whose methods are used without evaluating them', async () => {
    const rows = new Rows([{ name: 'a' }, { name: 'b' }]);
    expect(await render('{{ rows.count }}{% with r=rows %}{{ r.count }}{% endwith %}', { rows })).toBe('22');
    expect(rows.evaluations).toBe(0);
    expect(
      await render('{% for r in rows %}{{ r.name }}{% endfor %}{{ rows|length }}{% if rows %}!{% endif %}', {
        rows,
      }),
    ).toBe('ab2!');
  });

  test('that are rejected fail the render, or print nothing when the error is silent', async () => {
    const silent = Object.assign(new Error('gone'), { silentVariableFailure: true });
    expect(await render('[{{ a.b }}]', { a: () => Promise.reject(silent) })).toBe('[]');
    await expect(render('{{ a }}', { a: () => Promise.reject(new Error('loud')) })).rejects.toThrow('loud');
  });

  test('may be async iterators, sets and maps', async () => {
    async function* letters() {
      yield 'a';
      yield 'b';
    }
    const context = { letters, set: new Set([1, 2]), map: new Map([['k', 'v']]) };
    expect(
      await render(
        '{% for x in letters %}{{ x }}{{ forloop.revcounter0 }}{% endfor %}{% for x in set %}{{ x }}{% endfor %}{% for k, v in map.items %}{{ k }}={{ v }}{% endfor %}',
        context,
      ),
    ).toBe('a1b012k=v');
  });
});

test('an async iterator is a list wherever a list is asked for', async () => {
  async function* letters() {
    yield 'a';
    yield 'b';
  }
  const source =
    '{{ l.join_me|join:"-" }} {{ l.again|first }} {{ l.more.1 }} {{ l.last|length }} {% if l.some|length > 1 %}many{% endif %}';
  const l = { join_me: letters(), again: letters(), more: letters(), last: letters(), some: letters() };
  expect(await render(source, { l })).toBe('a-b a b 2 many');
});
