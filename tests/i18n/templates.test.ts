import { rmSync } from 'node:fs';
import { configure } from 'jango/conf';
import { Engine, LocmemLoader } from 'jango/template';
import { gettextLazy, override } from 'jango/utils/translation';
import { afterAll, expect, test } from 'vitest';
import { FORMS, poText, temporaryFolder, writeCatalog } from './catalogs.ts';

const folder = temporaryFolder();
configure({ SECRET_KEY: 'test', BASE_DIR: folder, LOCALE_PATHS: [folder] });
writeCatalog(
  folder,
  'ko',
  poText(
    FORMS.ko,
    `msgid "Hello"
msgstr "안녕"

msgid "100%% sure"
msgstr "100%% 확실"

msgctxt "month"
msgid "May"
msgstr "5월"

msgid "Hello %(name)s"
msgstr "%(name)s 님 안녕"

msgid "%(n)s file"
msgid_plural "%(n)s files"
msgstr[0] "파일 %(n)s개"

msgid "broken %(name)s"
msgstr "%(nome)s 깨짐"

msgid "%(n)s egg"
msgid_plural "%(n)s eggs"
msgstr[0] "%(m)s"
`,
  ),
);
afterAll(() => rmSync(folder, { recursive: true }));

function render(source: string, context: Record<string, unknown> = {}, language = 'ko'): unknown {
  const engine = new Engine({ loaders: [new LocmemLoader({ main: `{% load i18n %}${source}` })] });
  return override(language, () => engine.renderToString('main', context));
}

// What Django prints with the same catalogue.
test.each([
  ["{% translate 'Hello' %} {{ _('Hello') }} {{ ''|default:_('Hello') }}", '안녕 안녕 안녕'],
  ["{% translate '100% sure' %} {% blocktranslate %}100% sure{% endblocktranslate %}", '100% 확실 100% 확실'],
  ["{% translate 'May' %} {% translate 'May' context 'month' %}", '5월 5월'],
  ["{% translate 'Hello' as h %}[{{ h }}] {% translate 'Hello' noop %}", '[안녕] Hello'],
  ['{% blocktranslate with name=user %}Hello {{ name }}{% endblocktranslate %}', '&lt;김&gt; 님 안녕'],
  [
    '{% blocktranslate with name=user trimmed asvar t %}\n  Hello\n  {{ name }}\n{% endblocktranslate %}[{{ t }}]',
    '[&lt;김&gt; 님 안녕]',
  ],
  ['{% blocktranslate count n=2 %}{{ n }} file{% plural %}{{ n }} files{% endblocktranslate %}', '파일 2개'],
  ['{% blocktranslate with name=1 %}broken {{ name }}{% endblocktranslate %}', 'broken 1'],
  ['{% blocktranslate count n=2 %}{{ n }} egg{% plural %}{{ n }} eggs{% endblocktranslate %}', '2 eggs'],
  ["{% language 'en' %}{% translate 'Hello' %}{% endlanguage %} {% translate 'Hello' %}", 'Hello 안녕'],
  [
    "{% get_language_info for 'de' as de %}{{ de.name_translated }} {{ 'ar'|language_name_translated }}",
    '독일어 아랍어',
  ],
])('%s', (source, expected) => {
  expect(render(source, { user: '<김>' })).toBe(expected);
});

test('a text that is translated when it is read passes through filters and tags as a string', () => {
  const lazy = gettextLazy('Hello');
  expect(
    render(
      "{{ lazy }} {{ lazy|length }} {{ lazy|first }} {{ lazy.1 }} {{ lazy|slice:':1' }} {{ lazy|add:'!' }} {% for c in lazy %}{{ c }}.{% endfor %}" +
        "{% if lazy == '안녕' %} same{% endif %}{% if '녕' in lazy %} in{% endif %} {% language 'en' %}{{ lazy|upper }}{% endlanguage %} {{ list }}",
      { lazy, list: [lazy] },
    ),
  ).toBe('안녕 2 안 녕 안 안녕! 안.녕. same in HELLO [&#x27;안녕&#x27;]');
});

test('such a text is escaped like any other', () => {
  expect(render('{{ lazy }} {{ lazy|safe }}', { lazy: gettextLazy('<b>') })).toBe('&lt;b&gt; <b>');
});
