import { type EscapeState, Library, markSafe, SafeString } from 'jango/template';
import { conditionalEscape, formatHtml, Temporal, timezone } from 'jango/utils';
import { describe, expect, test } from 'vitest';
import { render } from './render.ts';

const register = new Library();
register.filter('bang', (text: string) => `${text}!`, { stringFilter: true, isSafe: true });
register.filter('bang_unsafe', (text: string) => `${text}!`, { stringFilter: true });
register.filter('raw', (value: unknown) => value, { isSafe: true });
register.filter('raw_unsafe', (value: unknown) => value);
register.filter('hr', (value: string | SafeString) => markSafe(`${value}<hr>`));
register.filter(
  'state',
  (_value: unknown, _arg: unknown, { autoescape, safe }: EscapeState) =>
    `${autoescape ? 'on' : 'off'},${safe ? 'safe' : 'unsafe'}`,
  { needsAutoescape: true },
);
register.filter(
  'initial',
  (value: string | SafeString, _arg: unknown, { autoescape }) => {
    const shown = (text: string) => (autoescape ? conditionalEscape(text) : markSafe(text));
    return formatHtml('<b>{}</b>{}', shown(value.slice(0, 1)), shown(value.slice(1)));
  },
  { needsAutoescape: true },
);
register.filter('is_text', (value: string) => (typeof value === 'string' ? 'text' : 'other'), {
  stringFilter: true,
});
register.filter('glue', (a: string, b: string) => a + b, { isSafe: true });
register.filter('glue_unsafe', (a: string, b: string) => a + b);
register.filter('hour', (when: Temporal.ZonedDateTime) => when.hour, { expectsLocaltime: true });
register.filter('hour_as_is', (when: Temporal.ZonedDateTime) => when.hour);

const context = {
  u: '<a&',
  s: markSafe('<i>'),
  n: 5,
  none: null,
  yes: true,
  list: ['<', 1, null],
  dict: { a: '<' },
  when: Temporal.ZonedDateTime.from('2024-01-01T20:30[UTC]'),
};
const options = { builtins: [register] };

/** What Django 5.2 prints for each expression: where variables are escaped, and where they are not. */
const PRINTED_BY_DJANGO: readonly (readonly [expression: string, escaped: string, unescaped: string])[] = [
  ['u|bang', '&lt;a&amp;!', '<a&!'],
  ['s|bang', '<i>!', '<i>!'],
  ['"<b>"|bang', '<b>!', '<b>!'],
  ['u|bang_unsafe', '&lt;a&amp;!', '<a&!'],
  ['s|bang_unsafe', '&lt;i&gt;!', '<i>!'],
  ['"<b>"|bang_unsafe', '&lt;b&gt;!', '<b>!'],
  ['u|raw', '&lt;a&amp;', '<a&'],
  ['s|raw', '<i>', '<i>'],
  ['s|raw_unsafe', '<i>', '<i>'],
  ['u|hr', '<a&<hr>', '<a&<hr>'],
  ['s|hr', '<i><hr>', '<i><hr>'],
  ['u|hr|bang', '<a&<hr>!', '<a&<hr>!'],
  ['u|hr|bang_unsafe', '&lt;a&amp;&lt;hr&gt;!', '<a&<hr>!'],
  ['s|lower', '<i>', '<i>'],
  ['s|upper', '&lt;I&gt;', '<I>'],
  ['s|upper|bang', '&lt;I&gt;!', '<I>!'],
  ['s|bang|lower', '<i>!', '<i>!'],
  ['s|bang_unsafe|safe', '<i>!', '<i>!'],
  ['u|safe|bang', '<a&!', '<a&!'],
  ['u|escape|bang', '&lt;a&amp;!', '&lt;a&amp;!'],
  ['u|force_escape|bang', '&lt;a&amp;!', '&lt;a&amp;!'],
  ['u|force_escape|bang_unsafe', '&amp;lt;a&amp;amp;!', '&lt;a&amp;!'],
  ['u|escape|bang_unsafe', '&amp;lt;a&amp;amp;!', '&lt;a&amp;!'],
  ['u|bang|escape', '&lt;a&amp;!', '&lt;a&amp;!'],
  ['s|glue:"<"', '<i><', '<i><'],
  ['u|glue:"<"', '&lt;a&amp;&lt;', '<a&<'],
  ['u|glue_unsafe:"<"', '&lt;a&amp;&lt;', '<a&<'],
  ['s|glue:u', '<i><a&', '<i><a&'],
  ['u|glue:s', '&lt;a&amp;&lt;i&gt;', '<a&<i>'],
  ['s|cut:"i"', '<>', '<>'],
  ['s|cut:"&"', '<i>', '<i>'],
  ['s|add:u', '&lt;i&gt;&lt;a&amp;', '<i><a&'],
  ['u|add:s', '&lt;a&amp;&lt;i&gt;', '<a&<i>'],
  ['s|default:"<"', '<i>', '<i>'],
  ['none|default:"<"', '<', '<'],
  ['none|default:u', '&lt;a&amp;', '<a&'],
  ['s|truncatechars:2', '<…', '<…'],
  ['s|slice:":2"', '<i', '<i'],
  ['s|linebreaksbr', '<i>', '<i>'],
  ['u|linebreaksbr', '&lt;a&amp;', '<a&'],
  ['u|state', 'on,unsafe', 'off,unsafe'],
  ['s|state', 'on,safe', 'off,safe'],
  ['"x"|state', 'on,safe', 'off,safe'],
  ['u|safe|state', 'on,safe', 'off,safe'],
  ['n|state', 'on,unsafe', 'off,unsafe'],
  ['u|initial', '<b>&lt;</b>a&amp;', '<b><</b>a&'],
  ['s|initial', '<b>&lt;</b>i&gt;', '<b><</b>i>'],
  ['n|bang', '5!', '5!'],
  ['none|bang', 'None!', 'None!'],
  ['yes|bang', 'True!', 'True!'],
  ['list|bang', '[&#x27;&lt;&#x27;, 1, None]!', "['<', 1, None]!"],
  ['dict|bang', '{&#x27;a&#x27;: &#x27;&lt;&#x27;}!', "{'a': '<'}!"],
  ['n|is_text', 'text', 'text'],
  ['list|is_text', 'text', 'text'],
  ['missing|bang', '!', '!'],
  ['missing|is_text', 'text', 'text'],
  ['n|raw', '5', '5'],
  ['list|raw', '[&#x27;&lt;&#x27;, 1, None]', "['<', 1, None]"],
  ['when|hour', '5', '5'],
  ['when|hour_as_is', '20', '20'],
  ['n|bang|raw', '5!', '5!'],
  ['s|first', '&lt;', '<'],
  ['s|title|raw', '<I>', '<I>'],
  ['s|capfirst|raw', '<i>', '<i>'],
];

describe('the flags of filters, as Django takes them', () => {
  test.each(PRINTED_BY_DJANGO)('{{ %s }}', (expression, escaped, unescaped) => {
    timezone.override('Asia/Seoul', () => {
      expect(render(`{{ ${expression} }}`, context, options)).toBe(escaped);
      const off = `{% autoescape off %}{{ ${expression} }}{% endautoescape %}`;
      expect(render(off, context, options)).toBe(unescaped);
    });
  });

  test.each(PRINTED_BY_DJANGO)('{{ %s }} as a value that is kept', (expression, escaped) => {
    timezone.override('Asia/Seoul', () => {
      expect(render(`{% with kept=${expression} %}{{ kept }}{% endwith %}`, context, options)).toBe(escaped);
    });
  });
});

test('an asynchronous filter keeps safe text safe, as its flag says', async () => {
  const library = new Library();
  library.filter('bang', async (text: string) => `${text}!`, { stringFilter: true, isSafe: true });
  library.filter('bang_unsafe', async (text: string) => `${text}!`, { stringFilter: true });
  const source =
    '{{ s|bang }} {{ u|bang }} {{ s|bang_unsafe }} {% with kept=s|bang %}{{ kept|bang }}{% endwith %}';
  expect(await render(source, context, { builtins: [library] })).toBe('<i>! &lt;a&amp;! &lt;i&gt;! <i>!!');
});

test('SafeString is a string to read, and no string to compare', () => {
  const safe = markSafe('<i>');
  expect(safe).toBeInstanceOf(SafeString);
  expect(safe.slice(1, 2)).toBe('i');
  // @ts-expect-error -- it is an object, so it is never equal to a string
  expect(safe === '<i>').toBe(false);
  expect(String(safe) === '<i>').toBe(true);
});

test('what a filter that keeps texts safe makes of a safe one is safe text, lists too', async () => {
  expect(await render('{{ s|safeseq }}', { s: markSafe('<b') })).toBe("['<', 'b']");
  expect(await render('{{ s|safeseq }}', { s: '<b' })).toBe('[&#x27;&lt;&#x27;, &#x27;b&#x27;]');
});
