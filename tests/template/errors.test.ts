import { TemplateDoesNotExist, TemplateSyntaxError } from 'jango/template';
import { describe, expect, test } from 'vitest';
import { engineOf, render } from './render.ts';

function caught(run: () => unknown): TemplateSyntaxError {
  try {
    run();
  } catch (error) {
    return error as TemplateSyntaxError;
  }
  throw new Error('nothing was thrown');
}

describe('a template that cannot be compiled', () => {
  test('says where, with the source around', () => {
    const error = caught(() => render('one\ntwo {{ a|uper }}\nthree'));
    expect(error).toBeInstanceOf(TemplateSyntaxError);
    expect(error.message).toBe("Invalid filter: 'uper'. Did you mean 'upper'?");
    expect(error.templateDebug).toMatchObject({ name: 'main', line: 2 });
    expect(error.templateDebug?.lines[1]).toEqual({ number: 2, text: 'two {{ a|uper }}' });
  });

  test('names the tag that was not closed and where it was opened', () => {
    const error = caught(() => render('{% if a %}\n{% for b in c %}\n{% endif %}'));
    expect(error.message).toContain("'endif', expected 'empty' or 'endfor' for 'for', opened on line 2");
    expect(caught(() => render('\n{% with a=b %}')).message).toBe(
      "Unclosed tag on line 2: 'with'. Looking for one of: endwith.",
    );
  });

  test('suggests the nearest tag and library', () => {
    expect(caught(() => render('{% inclde "a" %}')).message).toContain("Did you mean 'include'?");
    expect(caught(() => render('{% load humanise %}')).message).toContain("Did you mean 'humanize'?");
  });

  test('has to begin with extends, once', () => {
    expect(caught(() => render('{{ a }}{% extends "b" %}')).message).toContain('must be the first tag');
    expect(caught(() => render('{% extends "b" %}{% extends "c" %}')).message).toContain(
      'cannot appear more than once',
    );
  });
});

describe('an error while rendering', () => {
  test('carries the innermost template line', async () => {
    const engine = engineOf({ page: 'a\n{% include "part" %}', part: '\n\n{{ boom }}' });
    const boom = () => {
      throw new Error('boom');
    };
    const error = caught(() => engine.renderToString('page', { boom }));
    expect(error.templateDebug).toMatchObject({ name: 'part', line: 3, message: 'boom' });
    const rejection = engine.renderToString('page', { boom: () => Promise.reject(new Error('later')) });
    await expect(rejection).rejects.toMatchObject({ templateDebug: { name: 'part', line: 3 } });
  });

  test('ends recursion without an end', () => {
    expect(() => engineOf({ a: '{% include "a" %}' }).renderToString('a')).toThrow(
      'include each other more than 100 deep',
    );
    expect(() => engineOf({ a: '{% extends "a" %}' }).renderToString('a')).toThrow(TemplateDoesNotExist);
  });
});

test('a template that is missing lists the places tried and the nearest name', () => {
  const engine = engineOf({ 'articles/list.html': '' }, { debug: true });
  const error = caught(() => engine.getTemplate('articles/lst.html'));
  expect(error).toBeInstanceOf(TemplateDoesNotExist);
  expect(error.message).toBe(
    'Template does not exist: articles/lst.html. Did you mean "articles/list.html"? Tried:\n  articles/lst.html (Source does not exist)',
  );
});
