import vm from 'node:vm';
import * as forms from 'jango/forms';
import { Library } from 'jango/template';
import { loadUrlconf, path } from 'jango/urls';
import { formatHtml, formatHtmlJoin, jsonScript } from 'jango/utils';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Message } from '../../src/contrib/messages/message.ts';
import { configureForTests, withSettings } from '../contrib/settings.ts';
import { executable, openBrowser } from '../walk/browser.ts';
import { engineOf, render } from './render.ts';
import { XSS } from './xss-corpus.ts';

type Element = DefaultTreeAdapterTypes.Element;

beforeAll(() => configureForTests());

function* elementsIn(node: DefaultTreeAdapterTypes.Node): Generator<Element> {
  if ('tagName' in node) yield node;
  if ('content' in node) yield* elementsIn(node.content);
  if ('childNodes' in node) for (const child of node.childNodes) yield* elementsIn(child);
}

const pageOf = (body: string) => [...elementsIn(parse(`<!doctype html><title>t</title><body>${body}`))];
const textOf = (node: DefaultTreeAdapterTypes.Node): string =>
  'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
const attribute = (element: Element | undefined, name: string) =>
  element?.attrs.find((attr) => attr.name === name)?.value;

/** Elements with the names of their attributes. */
const skeleton = (html: string) =>
  pageOf(html).map(({ tagName, attrs }) => [tagName, ...attrs.map(({ name }) => name)].join(' '));

/** What HTML makes of a text's line ends and NULs, however well it was escaped. */
const asRead = (text: string, nul: string) => text.replace(/\r\n?/g, '\n').replaceAll('\0', nul);

/** Nothing but these elements and attributes, and links that lead to pages and mailboxes. */
function expectHarmless(html: string, allowed: ReadonlySet<string>, what: string): void {
  for (const element of pageOf(html)) {
    if (['html', 'head', 'title', 'body'].includes(element.tagName) && element.attrs.length === 0) continue;
    expect(allowed, what).toContain(element.tagName);
    for (const { name, value } of element.attrs) {
      expect(['href', 'rel', 'class', 'id', 'title', 'data-x'], what).toContain(name);
      if (name === 'href') expect(value, what).toMatch(/^(https?:\/\/|mailto:|\/|\?)/i);
    }
  }
}

test('there are enough texts, and no two are the same', () => {
  expect(new Set(XSS).size).toBe(XSS.length);
  expect(XSS.length).toBeGreaterThan(200);
});

describe.each(XSS.map((payload) => [payload] as const))('%j', (payload) => {
  test('is text in elements, and a value in attributes', () => {
    const html = String(
      render('<p>{{ p }}</p><a title="{{ p }}">a</a><a title=\'{{ p }}\'>b</a><b>{{ p }}</b>', {
        p: payload,
      }),
    );
    expect(skeleton(html)).toEqual(['html', 'head', 'title', 'body', 'p', 'a title', 'a title', 'b']);
    const elements = pageOf(html);
    for (const element of elements.filter(({ tagName }) => tagName === 'p' || tagName === 'b'))
      expect(textOf(element)).toBe(asRead(payload, ''));
    for (const element of elements.filter(({ tagName }) => tagName === 'a'))
      expect(attribute(element, 'title')).toBe(asRead(payload, '\ufffd'));
  });

  test('is data in json_script', () => {
    const value = { [payload]: [payload, { p: payload }] };
    for (const html of [
      String(render('{{ p|json_script:"id" }}', { p: value })),
      String(render('{{ p|json_script:id }}', { p: value, id: payload })),
      jsonScript(value, payload).toString(),
      jsonScript(value).toString(),
    ]) {
      const scripts = pageOf(`${html}<p>after</p>`).filter(
        ({ tagName }) => !/^(html|head|title|body)$/.test(tagName),
      );
      expect(scripts.map(({ tagName }) => tagName)).toEqual(['script', 'p']);
      expect(scripts[0]!.attrs.map(({ name }) => name).filter((name) => name !== 'id')).toEqual(['type']);
      expect(JSON.parse(textOf(scripts[0]!))).toEqual(value);
    }
  });

  test('is a string in a script after escapejs', () => {
    for (const quote of ['"', "'", '`']) {
      const html = String(
        render(`<script>var x = ${quote}{{ p|escapejs }}${quote};</script><p>after</p>`, { p: payload }),
      );
      const scripts = pageOf(html).filter(({ tagName }) => !/^(html|head|title|body)$/.test(tagName));
      expect(scripts.map(({ tagName }) => tagName)).toEqual(['script', 'p']);
      const sandbox: Record<string, unknown> = { hack: () => expect.unreachable('it ran') };
      if (quote === '`' && payload.includes('${')) continue;
      vm.runInNewContext(textOf(scripts[0]!), sandbox);
      expect(sandbox['x']).toBe(payload);
      expect(Object.keys(sandbox)).toEqual(['hack', 'x']);
    }
  });
});

const register = new Library();
register.simpleTag('say', (text: string) => text);
register.simpleTag('box', (text: string) => formatHtml('<b title="{}">{}</b>', text, text));
register.simpleBlockTag('wrap', (content: string) => content);

/** Chains whose result is printed as HTML, or whose parts are. */
const CHAINS = [
  ...[
    'linebreaks',
    'linebreaksbr',
    'urlize',
    'urlizetrunc:15',
    'linenumbers',
    'force_escape',
    'escape',
    'title',
  ],
  ...[
    'truncatechars_html:9',
    'truncatewords_html:2',
    'truncatechars:9',
    'truncatewords:2',
    'addslashes',
    'capfirst',
  ],
  ...[
    'cut:"&"',
    'cut:";"',
    'cut:"a"',
    'cut:p',
    'default:p',
    'wordwrap:5',
    'stringformat:"s"',
    'stringformat:"r"',
    'center:300',
  ],
  ...[
    'ljust:300',
    'rjust:300',
    'lower',
    'upper',
    'slice:"1:"',
    'slice:"::-1"',
    'make_list',
    'pprint',
    'phone2numeric',
    'escapejs',
  ],
  ...[
    'iriencode',
    'urlencode',
    'striptags',
    'slugify',
    'yesno:p',
    'add:p',
    'pluralize:p',
    'date:p',
    'floatformat',
    'intcomma',
  ],
  ...[
    'make_list|join:p',
    'make_list|join:""',
    'make_list|unordered_list',
    'make_list|escapeseq|join:p',
    'first',
    'last',
    'random',
  ],
  ...[
    'linebreaks|urlize',
    'urlize|linebreaks',
    'force_escape|linebreaks',
    'force_escape|cut:"&"',
    'escape|cut:"amp;"',
  ],
  ...[
    'escape|upper',
    'escape|title|urlize',
    'escape|truncatechars:8',
    'escape|slice:"2:"',
    'escape|cut:"l"',
    'escape|center:300',
  ],
  ...[
    'escape|wordwrap:3',
    'escape|striptags',
    'linebreaks|striptags',
    'linebreaks|truncatechars_html:7',
    'urlize|truncatewords_html:1',
  ],
  ...[
    'linenumbers|linebreaksbr',
    'escape|linenumbers',
    'urlizetrunc:9|linebreaksbr',
    'escape|default:p|urlize',
  ],
  ...[
    'escape|phone2numeric',
    'escape|stringformat:"s"',
    'escape|ljust:300',
    'escape|capfirst',
    'escape|add:p',
  ],
  ...[
    'linebreaks|linebreaks',
    'force_escape|force_escape|urlize',
    'escape|make_list|join:""',
    'escape|last',
    'escape|lower',
  ],
].map((chain) => `{{ p|${chain} }}`);

/** Tags, and what code hands to templates. */
const USES = [
  '{% cycle p q %}{% cycle p q as c %}{{ c }}',
  '{% firstof nothing p %}{% firstof nothing p as f %}{{ f }}',
  '{% with q=p %}{{ q }}{% endwith %}',
  '{% include "part" with q=p only %}',
  '{% filter linebreaks|urlize %}{{ p }}{% endfilter %}',
  '{% filter upper %}{{ p }}{% endfilter %}',
  '{% for c in l %}{{ c }}{% endfor %}{% for k, v in d.items %}{{ k }}{{ v }}{% endfor %}',
  '{% regroup rows by p as groups %}{{ groups }}{% for g in groups %}{{ g.grouper }}{{ g.list }}{{ g }}{% endfor %}',
  '{% ifchanged p %}{{ p }}{% endifchanged %}',
  '{% spaceless %}<b> {{ p }} </b>{% endspaceless %}',
  '<a href="{% querystring d a=p %}">x</a>{% querystring d a=p as q %}<a href="{{ q }}">x</a>',
  '<a href="{% url "search" p|default:"x" %}">x</a>{% url "search" p as u %}<a href="{{ u }}">x</a>',
  '<a href="/{{ p|urlencode:"" }}" title="{{ p|force_escape }}">x</a>',
  '{% load static %}<a href="/{% static p %}">x</a>',
  '{% load i18n %}{% translate p %}{% translate p as t %}{{ t }}{% translate "x" context p %}',
  '{% load i18n %}{% blocktranslate with q=p %}<b>{{ q }}</b> {{ p }}{% endblocktranslate %}',
  '{% load i18n %}{% blocktranslate count n=2 %}{{ p }}{% plural %}<b>{{ p }}{{ n }}</b>{% endblocktranslate %}',
  '{% load i18n %}{% blocktranslate asvar b %}<b>{{ p }}</b>{% endblocktranslate %}{{ b }}',
  '{% load my %}{% say p %}{% say p as s %}{{ s }}{% box p %}{% wrap %}{{ p }}{% endwrap %}',
  '{{ l }}{{ d }}{{ map }}{{ set }}{{ nested }}{{ instance }}{{ error }}{{ fn }}{{ later }}{{ l|unordered_list }}{{ l|join:p }}',
  '{{ nested|unordered_list }}{{ l|dictsort:p }}{{ d|dictsort:0 }}',
  '{% for m in messages %}<b class="{{ m.tags }}">{{ m }}</b>{% endfor %}',
  '{{ html }}{{ list }}',
  '{% debug %}{% block p %}{{ p }}{{ block.name }}{% endblock %}{% partialdef x inline %}{{ p }}{% endpartialdef %}',
];
const ELEMENTS = new Set(['p', 'br', 'a', 'b', 'li', 'ul', 'i', 'tbody', 'colgroup']);

class Instance {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  toString() {
    return this.#text;
  }
}

const contextOf = (p: string) => ({
  p,
  q: p,
  l: [p, [p]],
  d: { [p]: p, a: p },
  map: new Map([[p, p]]),
  set: new Set([p]),
  nested: [p, [p, [{ [p]: p }]]],
  rows: [{ p }, { p }],
  instance: new Instance(p),
  error: new Error(p),
  fn: Object.defineProperty(
    Object.assign(() => '', { doNotCallInTemplates: true }),
    'name',
    { value: p },
  ),
  later: Promise.resolve(p),
  messages: [new Message(20, p, p)],
  html: formatHtml('<b title="{}">{}</b>', p, p),
  list: formatHtmlJoin(p, '<li title="{}">{}</li>', [[p, [p]]]),
});

describe('no element and no event handler comes out that the template did not write', () => {
  test.each(CHAINS)('%s', (source) => {
    // HTML is for elements; the others are printed in attributes too.
    const isHtml = /urlize|linebreaks|unordered_list/.test(source);
    const engine = engineOf({
      main: `{% load humanize %}<p>${source}</p>${isHtml ? '' : `<b title="${source}">x</b><b title='${source}'>x</b>`}`,
    });
    for (const payload of XSS) {
      expectHarmless(String(engine.renderToString('main', { p: payload, nothing: '' })), ELEMENTS, payload);
    }
  });

  test.each(USES)('%s', async (source) => {
    const search = [path('search/<path:terms>', () => new Response() as never, { name: 'search' })];
    await loadUrlconf(search);
    const engine = engineOf(
      { main: source, part: '<i title="{{ q }}">{{ q }}</i>' },
      { libraries: { my: register } },
    );
    await withSettings({ ROOT_URLCONF: search as never }, async () => {
      for (const payload of XSS) {
        if (source.includes('{% url') && !/^[^\n\r\u2028\u2029]+$/.test(payload)) continue;
        expectHarmless(await engine.renderToString('main', contextOf(payload)), ELEMENTS, payload);
      }
    });
  });

  test('forms; help texts are HTML of the project, as in Django', async () => {
    for (const payload of XSS) {
      class PayloadForm extends forms.Form {
        text = forms.CharField({ label: payload, initial: payload });
        area = forms.CharField({ widget: new forms.Textarea({ attrs: { title: payload } }), label: payload });
        choice = forms.ChoiceField({
          choices: [
            [payload, payload],
            ['group', [[`${payload}2`, payload]]],
          ],
        });
        radio = forms.ChoiceField({ choices: [[payload, payload]], widget: new forms.RadioSelect() });
        many = forms.MultipleChoiceField({
          choices: [[payload, payload]],
          widget: new forms.CheckboxSelectMultiple(),
        });
        file = forms.FileField({ required: false });
        hidden = forms.CharField({ widget: new forms.HiddenInput() });
      }
      const shape = async (text: string) => {
        const form = new PayloadForm(
          { text, area: text, choice: text, radio: text, many: [text], hidden: text },
          { prefix: 'f' },
        );
        await form.isValid();
        form.addError('text', text);
        form.addError(null, text);
        const html = await render(
          '<form>{{ form }}{{ form.as_table }}{{ form.as_ul }}{{ form.as_p }}{{ form.errors }}{{ form.text.errors }}{{ form.text.label_tag }}{{ form.area }}{{ form.text.value }}</form>',
          { form },
        );
        return skeleton(html).filter((part) => !part.includes('selected') && !part.includes('checked'));
      };
      for (const part of await shape(payload)) {
        expect(part, payload).not.toMatch(
          / on|^(script|img|svg|iframe|math|object|embed|style|meta|base|link|x|xss)\b/,
        );
      }
    }
  });
});

describe('in a browser', () => {
  let browser: Browser | undefined;
  beforeAll(async () => {
    if (executable !== undefined) browser = await openBrowser();
  }, 60_000);
  afterAll(() => browser?.close());

  interface Outcome {
    hacked: boolean;
    dialogs: string[];
    read: string[];
    scripts: number;
  }

  /** Open a page, and say what it did. */
  async function visit(body: string): Promise<Outcome> {
    const page = await browser!.newPage();
    const dialogs: string[] = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    await page.addInitScript(
      'window.hacked = false; window.hack = () => { window.hacked = true; }; window.read = [];',
    );
    await page.route('**/*', (route) =>
      route.request().url() === 'http://site.test/'
        ? route.fulfill({ contentType: 'text/html; charset=utf-8', body: `<!doctype html>${body}` })
        : route.abort(),
    );
    await page.goto('http://site.test/', { waitUntil: 'load' });
    const seen = (await page.evaluate(
      '({ hacked: window.hacked, read: window.read, scripts: document.scripts.length })',
    )) as Omit<Outcome, 'dialogs'>;
    await page.close();
    return { ...seen, dialogs };
  }

  test.skipIf(executable === undefined)('nothing runs', { timeout: 90_000 }, async () => {
    const source =
      '<p>{{ p }}</p><i title="{{ p }}">a</i><i title=\'{{ p }}\'>b</i>{{ p|linebreaks }}{{ p|urlize }}{{ p|linenumbers }}' +
      '{{ p|truncatechars_html:20 }}{{ l|unordered_list }}<textarea>{{ p }}</textarea><input value="{{ p }}" autofocus>' +
      '{{ p|json_script:p }}<script>read.push("{{ p|escapejs }}", \'{{ p|escapejs }}\');</script>';
    const engine = engineOf({ main: source });
    const parts = XSS.map((p) => String(engine.renderToString('main', { p, l: [p, [p]] })));
    const { read, ...outcome } = await visit(parts.join('\n'));
    expect(outcome).toEqual({ hacked: false, dialogs: [], scripts: XSS.length * 2 });
    expect(read).toHaveLength(XSS.length * 2);
  });

  test.skipIf(executable === undefined)('and would, without escaping', { timeout: 60_000 }, async () => {
    const careless = String(render('{{ p|safe }}', { p: '<img src=x onerror=hack()>' }));
    expect(await visit(careless)).toMatchObject({ hacked: true });
  });

  test.runIf(executable === undefined)('SKIPPED: there is no Chromium here; name one in CHROMIUM', () => {
    console.warn('No Chromium was found: the escaping of templates was not tried in a browser.');
  });
});
