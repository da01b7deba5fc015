import { describe, expect, test } from 'vitest';
import { markSafe } from '../../src/utils/html.ts';
import { render } from './render.ts';

describe('a variable', () => {
  test('is escaped, unless it is safe', () => {
    expect(render('{{ a }} {{ b }}', { a: '<b>', b: markSafe('<b>') })).toBe('&lt;b&gt; <b>');
    expect(render('{% autoescape off %}{{ a }}{% endautoescape %}', { a: '<b>' })).toBe('<b>');
  });

  test('is looked up as key, attribute, index, and called', () => {
    class User {
      first = 'Ann';
      get fullName() {
        return `${this.first} B`;
      }
      greet() {
        return `Hi ${this.first}`;
      }
    }
    const context = {
      user: new User(),
      list: ['x', 'y'],
      map: new Map([['size', 'key']]),
      dict: { items: 'own' },
    };
    expect(render('{{ user.first }} {{ user.fullName }} {{ user.greet }}', context)).toBe('Ann Ann B Hi Ann');
    expect(render('{{ list.1 }} {{ map.size }} {{ dict.items }}', context)).toBe('y key own');
  });

  test('in snake_case finds the camelCase name', () => {
    expect(
      render('{{ user.is_active }} {{ page_obj.has_next }}', {
        user: { isActive: true },
        pageObj: { hasNext: () => false },
      }),
    ).toBe('True False');
  });

  test('that leads nowhere prints string_if_invalid', () => {
    expect(render('[{{ a.b }}]')).toBe('[]');
    expect(render('[{{ a.b }}]', {}, { stringIfInvalid: 'no %s' })).toBe('[no a.b]');
  });

  test('prints as Python prints it', () => {
    const context = { none: null, list: [1, 'a', true], dict: { a: 1.5 }, set: new Set([1]) };
    expect(render('{{ none }} {{ list|safe }} {{ dict|safe }} {{ set }}', context)).toBe(
      "None [1, 'a', True] {'a': 1.5} {1}",
    );
  });

  test('does not reach what JavaScript puts on every object', () => {
    const context = { o: {}, f: () => 1, list: [1], text: 'x', C: class {} };
    for (const path of [
      'o.constructor',
      'o.toString',
      'o.hasOwnProperty',
      'list.push',
      'list.constructor',
      'text.constructor',
      'C.prototype',
      'C.constructor',
      'f.call',
      'f.constructor',
    ]) {
      expect(render(`[{{ ${path} }}]`, context), path).toBe('[]');
    }
    expect(() => render('{{ o.__proto__ }}', context)).toThrow('may not begin with underscores');
  });

  test('does not call what alters data, needs arguments or is marked', () => {
    const remove = Object.assign(() => 'gone', { altersData: true });
    const kept = Object.assign(() => 'called', { doNotCallInTemplates: true, label: 'kept' });
    expect(render('[{{ remove }}{{ add }}{{ kept.label }}]', { remove, add: (n: number) => n, kept })).toBe(
      '[kept]',
    );
  });

  test('fails silently only for errors that say so', () => {
    const silent = Object.assign(new Error('gone'), { silentVariableFailure: true });
    const thrower = (error: Error) => () => {
      throw error;
    };
    expect(render('[{{ a }}]', { a: thrower(silent) })).toBe('[]');
    expect(() => render('[{{ a }}]', { a: thrower(new Error('loud')) })).toThrow('loud');
  });
});
