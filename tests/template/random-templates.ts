import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { CachedLoader, Engine, LocmemLoader } from 'jango/template';

const admin = path.join(import.meta.dirname, '../../src/contrib/admin/templates');

/** Realistic templates: those of the admin, and a few that use what the admin doesn't. */
export const goodTemplates: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    readdirSync(admin, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.html'))
      .map((file) => [file.replaceAll('\\', '/'), readFileSync(path.join(admin, file), 'utf8')]),
  ),
  m: '<p>{{ a }}{% block x %}m{% endblock %}</p>',
  'base.html':
    '<!doctype html>\n<title>{% block title %}Café{% endblock %}</title>\n{% block content %}{% include "m" %}{% endblock %}',
  'list.html':
    '{% extends "base.html" %}\n{% load i18n humanize %}\n{% block content %}\n{{ block.super }}{% for a in l reversed %}<li class="{% cycle "odd" "even" as row %}{{ row }}">{{ forloop.counter }} {{ a.title|truncatechars:20|default:"none" }}{% empty %}<li>{% translate "Nothing" %}{% endfor %}\n{% blocktranslate count n=l|length trimmed %}One of {{ n }}{% plural %}{{ n }} of them{% endblocktranslate %}\n{% endblock content %}',
  'detail.html':
    '{% extends "base.html" %}{% block title %}{{ a.title|upper }} - {{ block.super }}{% endblock %}{% block content %}{% with total=l|length who=a.author %}{% if total > 3 and not b or who == "x" %}{{ total|intcomma }}{% elif b in l %}{{ b|floatformat:2 }}{% else %}{% firstof a b "none" %}{% endif %}{% endwith %}{% include "m" with a=b only %}{{ d|date:"Y-m-d H:i" }}{{ a|linebreaks|urlize }}{% endblock %}',
  'report.html':
    '{% load tz l10n cache static %}{% regroup l by kind as groups %}{% for g in groups %}{{ g.grouper }}{% for x in g.list %}{% ifchanged x.day %}{{ x.day }}{% else %}-{% endifchanged %}{% widthratio x 10 100 %}{% endfor %}{% endfor %}{% spaceless %}<p> <b>{% filter upper|linenumbers %}{{ a }}{% endfilter %}</b> </p>{% endspaceless %}{% localize off %}{{ n }}{% endlocalize %}{% timezone "Asia/Seoul" %}{{ d|time }}{% endtimezone %}{% cache 60 side a %}{{ a }}{% endcache %}{% partialdef row inline %}<td>{{ a|escapejs }}{% endpartialdef %}{% partial row %}{{ a|json_script:"id" }}{% verbatim %}{{ raw }}{% endverbatim %}{% comment %}{% nothing %}{% endcomment %}{% templatetag openblock %}{% now "Y" as year %}{{ year }}',
};

/** One engine for all of them, so that parents and includes are compiled once. */
export const engine: Engine = new Engine({ loaders: [new CachedLoader([new LocmemLoader(goodTemplates)])] });

const libraries = [...engine.builtinLibraries, ...engine.libraries.values()];
const LOADED = `{% load ${[...engine.libraries.keys()].join(' ')} %}`;
const tags = libraries.flatMap((library) => [...library.tags.keys()]);
const filters = libraries.flatMap((library) => [...library.filters.values()]);

/** Names that contexts have values for. */
export const NAMES = ['a', 'b', 'c', 'd', 'l', 'n', 'x'] as const;

const literal = fc.constantFrom(
  ...[
    '1',
    '0',
    '-1',
    '2.5',
    '1e308',
    '999999999',
    '"999999999"',
    '"-999999999"',
    '"<b>&"',
    "''",
    '"x"',
    '"0"',
  ],
  ...[
    '_("Yes")',
    '"a,b,c"',
    '"1:2"',
    '"::-1"',
    '"05.3f"',
    '"999999999d"',
    '"Y-m-d H:i:s.u T e"',
    '"\\"\\\\"',
  ],
  ...[
    'None',
    'True',
    'False',
    '"m"',
    '"nowhere.html"',
    '"title"',
    '"ko"',
    '"xx-yy"',
    '"Asia/Seoul"',
    '"Mars/X"',
  ],
);
const variable = fc
  .tuple(
    fc.constantFrom(...NAMES, 'missing', 'forloop', 'block'),
    fc.array(
      fc.constantFrom(
        '0',
        '1',
        'title',
        'items',
        'size',
        'constructor',
        'prototype',
        'super',
        'length',
        'b',
        'counter',
      ),
      { maxLength: 2 },
    ),
  )
  .map((parts) => parts.flat().join('.'));
const operand = fc.oneof({ weight: 3, arbitrary: variable }, { weight: 2, arbitrary: literal });
const call = fc.tuple(fc.constantFrom(...filters), operand, fc.boolean()).map(([filter, arg, given]) => {
  const takes = filter.arg === 'required' || (filter.arg === 'optional' && given);
  return `|${filter.name}${takes ? `:${arg}` : ''}`;
});
const expression = fc
  .tuple(operand, fc.array(call, { maxLength: 3 }))
  .map(([value, calls]) => value + calls.join(''));

/** Tags as they are meant to be written: `$` is an expression, `@` a variable, `#` what is between tags. */
const USES = [
  '{% if $ %}#{% elif $ %}#{% else %}#{% endif %}',
  '{% if $ and $ or not $ %}#{% endif %}',
  '{% if $ == $ %}#{% endif %}{% if $ in $ %}#{% endif %}{% if $ < $ %}#{% endif %}{% if $ is not $ %}#{% endif %}',
  '{% for x in $ %}#{% empty %}#{% endfor %}',
  '{% for x, b in $ reversed %}#{% endfor %}',
  '{% for constructor in $ %}{{ constructor }}{{ forloop.parentloop }}#{% endfor %}',
  '{% with a=$ b=$ %}#{% endwith %}',
  '{% with __proto__=$ constructor=$ %}{{ constructor }}#{% endwith %}',
  '{% cycle $ $ $ as x silent %}{% cycle x %}{% resetcycle x %}',
  '{% firstof $ $ as c %}',
  '{% filter upper|force_escape|title %}#{% endfilter %}',
  '{% ifchanged $ %}#{% else %}#{% endifchanged %}',
  '{% ifchanged %}#{% endifchanged %}',
  '{% include $ %}',
  '{% include "m" with a=$ only %}',
  '{% regroup $ by title as l %}',
  '{% widthratio $ $ $ %}',
  '{% lorem $ w random %}',
  '{% lorem $ p %}',
  '{% now "jS F Y H:i" %}',
  '{% now $ as b %}',
  '{% spaceless %}#{% endspaceless %}',
  '{% autoescape off %}#{% endautoescape %}',
  '{% url $ $ %}',
  '{% url "name" a=$ as b %}',
  '{% querystring a=$ b=None %}',
  '{% querystring $ a=$ as b %}',
  '{% block x %}#{{ block.super }}{% endblock %}',
  '{% partialdef p %}#{% endpartialdef %}{% partial p %}',
  '{% debug %}{% csrf_token %}{% templatetag openbrace %}',
  '{% translate $ context $ as b %}',
  '{% blocktranslate with a=$ b=$ %}x {{ a }} {{ b }}%{% endblocktranslate %}',
  '{% blocktranslate count n=$ trimmed %}one {{ n }}{% plural %}many {{ n }} {{ a }}{% endblocktranslate %}',
  '{% language $ %}#{% endlanguage %}',
  '{% get_language_info for $ as b %}',
  '{% get_language_info_list for $ as b %}',
  '{% get_current_language as b %}{% get_available_languages as l %}',
  '{% localtime off %}#{% endlocaltime %}{% timezone $ %}#{% endtimezone %}',
  '{% localize on %}#{% endlocalize %}',
  '{% cache $ name $ %}#{% endcache %}',
  '{% static $ as b %}{% get_media_prefix %}',
];
const word = fc.oneof(
  expression,
  fc.constantFrom(
    'as',
    'in',
    'by',
    'with',
    'only',
    'for',
    'count',
    'and',
    'not',
    '==',
    'reversed',
    'from',
    'x=1',
    '=',
  ),
);
const anyTag = fc
  .tuple(fc.constantFrom(...tags), fc.array(word, { maxLength: 6 }), fc.boolean())
  .map(([tag, words, closed]) => `{% ${[tag, ...words].join(' ')} %}${closed ? `#{% end${tag} %}` : ''}`);

const { body } = fc.letrec<{ body: string; node: string }>((tie) => ({
  body: fc.array(tie('node'), { maxLength: 3, depthIdentifier: 'body' }).map((parts) => parts.join('')),
  node: fc.oneof(
    { depthIdentifier: 'body', depthSize: 'small', withCrossShrink: true },
    expression.map((text) => `{{ ${text} }}`),
    fc.constantFrom('text', '<b>é</b>\n', '{# note #}', '{{ a }}'),
    fc
      .tuple(
        fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...USES) }, { weight: 1, arbitrary: anyTag }),
        fc.array(expression, { minLength: 8, maxLength: 8 }),
        tie('body'),
      )
      .map(([use, expressions, inner]) => {
        let next = 0;
        return use
          .replace(/\$/g, () => expressions[next++ % expressions.length]!)
          .replaceAll('#', () => inner);
      }),
  ),
}));

/** Templates that mostly compile, over every tag and filter there is. */
export const wellFormed: fc.Arbitrary<string> = body.map((text) => LOADED + text);

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: hostile on purpose
const FRAGMENTS = [
  ...[
    '{{',
    '}}',
    '{%',
    '%}',
    '{#',
    '#}',
    '"',
    "'",
    '\\',
    '`',
    '|',
    ':',
    '=',
    '.',
    ',',
    '(',
    ')',
    '_(',
    '\n',
    '\r\n',
    '\0',
  ],
  ...['\u2028', '\ufeff', '\ud800', 'é', '${a}', ' in ', ' not ', ' as ', '__proto__', '999999999', '-', '%'],
];
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: hostile on purpose
const fragment = fc.oneof(
  fc.constantFrom(...FRAGMENTS),
  fc.constantFrom(...tags).map((tag) => `{% ${tag} %}`),
  fc.constantFrom(...tags).map((tag) => `{% end${tag} %}`),
  fc.constantFrom(...filters).map(({ name }) => `|${name}`),
  fc.string({ unit: 'binary', maxLength: 4 }),
);

/** Anything at all. */
export const noise: fc.Arbitrary<string> = fc
  .array(fc.oneof(fragment, word), { maxLength: 30 })
  .map((parts) => parts.join(''));

/** Good templates, with pieces taken out, put in, doubled and moved. */
export const mutated: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof(fc.constantFrom(...Object.values(goodTemplates)), wellFormed),
    fc.array(
      fc.record({
        kind: fc.constantFrom('drop', 'insert', 'double', 'move', 'replace'),
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        to: fc.double({ min: 0, max: 1, noNaN: true }),
        length: fc.integer({ min: 1, max: 40 }),
        fragment,
      }),
      { minLength: 1, maxLength: 4 },
    ),
  )
  .map(([text, changes]) => changes.reduce(change, text));

interface Change {
  kind: string;
  at: number;
  to: number;
  length: number;
  fragment: string;
}

function change(text: string, { kind, at, to, length, fragment: piece }: Change): string {
  const from = Math.floor(at * text.length);
  const [before, middle, after] = [
    text.slice(0, from),
    text.slice(from, from + length),
    text.slice(from + length),
  ];
  if (kind === 'drop') return before + after;
  if (kind === 'insert') return before + piece + middle + after;
  if (kind === 'double') return before + middle + middle + after;
  if (kind === 'replace') return before + piece + after;
  const rest = before + after;
  const target = Math.floor(to * rest.length);
  return rest.slice(0, target) + middle + rest.slice(target);
}
