import fc from 'fast-check';
import { TemplateSyntaxError } from 'jango/template';
import { expect, test } from 'vitest';
import { engineOf, render } from './render.ts';

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: hostile on purpose
const pieces = fc.constantFrom(
  ...[
    '{{',
    '}}',
    '{%',
    '%}',
    '{#',
    '#}',
    ' if a ',
    ' endif ',
    ' for x in l ',
    ' endfor ',
    ' else ',
    ' elif b ',
    'a',
    '.b',
    '|upper',
    '|default:',
    '"',
    "'",
    ' block a ',
    ' endblock ',
    ' extends "m" ',
    ' include "m" ',
    ' with a=b ',
    ' endwith ',
    '\n',
    '\\',
    '`${a}`',
    ' cycle 1 2 as c ',
    ' comment ',
    ' verbatim ',
    ' endverbatim ',
    '_(',
    ')',
    '1',
    ':',
    '=',
    '|',
    ' in ',
    ' not ',
    ' load i18n ',
    ' filter upper ',
    ' endfilter ',
    'é',
    '\u2028',
  ],
);

test('any text is a template or a syntax error', () => {
  const context = { a: { b: '<' }, b: 0, l: [1, 2], x: 'x' };
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 30 }), (parts) => {
      try {
        const result = engineOf({ main: parts.join(''), m: 'm' }).renderToString('main', context);
        if (typeof result !== 'string') void (result as Promise<string>).then(undefined, () => {});
      } catch (error) {
        // Values that a tag can't work with are the view's mistake; they are errors with a place.
        if (!(error instanceof TemplateSyntaxError)) expect(error).toHaveProperty('templateDebug');
      }
    }),
    { numRuns: 3000 },
  );
});

test('no text becomes code', () => {
  const texts = [
    '`${globalThis.hacked = 1}`',
    '"+(globalThis.hacked=1)+"',
    '\\"; globalThis.hacked = 1; //',
    '\u2028globalThis.hacked=1//',
    "'];globalThis.hacked=1//",
  ];
  for (const text of texts) {
    expect(render(text)).toBe(text);
    expect(render(`{{ a|default:"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}" }}`)).toBeTypeOf(
      'string',
    );
    expect(engineOf({ [text]: 'x', main: '{% include n %}' }).renderToString('main', { n: text })).toBe('x');
  }
  expect(globalThis).not.toHaveProperty('hacked');
});

test('long input takes a time in proportion', () => {
  for (const unit of ['{', '{{ ', '{%', '{#', '{{\n', '{% if ']) {
    const start = performance.now();
    try {
      render(unit.repeat(300_000));
    } catch (error) {
      expect(error).toBeInstanceOf(TemplateSyntaxError);
    }
    expect(performance.now() - start).toBeLessThan(3000);
  }
});

test('deep nesting is refused with a reason', () => {
  expect(() => render('{% if a %}'.repeat(5000))).toThrow('nested more than 300 deep');
  expect(() => render(`{% if ${'not '.repeat(5000)}a %}{% endif %}`)).toThrow('more than 300 operators');
});
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: hostile on purpose
