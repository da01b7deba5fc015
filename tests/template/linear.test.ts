import { Context, Engine } from 'jango/template';
import * as utils from 'jango/utils';
import { describe, expect, test } from 'vitest';

/** Texts that make careless patterns go back and forth; each is repeated to the length that is asked for. */
const HOSTILE: Readonly<Record<string, string>> = {
  'one letter': 'a',
  'opening brackets': '((((',
  'closing brackets': '))))',
  'both brackets': '()[]',
  'square brackets': '[[',
  'less than': '<',
  'tags that never close': '<a ',
  'tags in a row': '<b>',
  'attributes that never close': '<a b="',
  'closing tags': '</a>',
  'opened comments': '<!--',
  'opened sections': '<![CDATA[',
  'opened scripts': '<script>',
  ampersands: '&',
  entities: '&amp;',
  'broken references': '&#',
  'long references': '&a',
  'semicolons behind an entity': '&amp;;;;',
  dots: '.',
  'dots and exclamations': '.!,',
  schemes: 'http://',
  'host names': 'www.a.',
  addresses: 'x@y.',
  'signs of addresses': '@@',
  quotes: '"',
  'quotes and words': `"a '`,
  backslashes: '\\',
  spaces: ' ',
  newlines: '\n',
  'carriage returns': '\r',
  words: 'a ',
  'combining marks': 'e\u0301\u0301',
  'wide characters': '\u{1f600}',
  dashes: '-',
  underscores: '_-',
  percents: '%',
  digits: '1',
  'capital sigmas': '\u03a3\u0307',
};

/** The argument that each filter needs, for those that need one. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  add: ':"x"',
  center: ':20',
  cut: ':"a"',
  date: ':"Y"',
  default: ':"x"',
  default_if_none: ':"x"',
  dictsort: ':"a"',
  dictsortreversed: ':"a"',
  divisibleby: ':3',
  get_digit: ':1',
  join: ':","',
  ljust: ':20',
  rjust: ':20',
  slice: ':"1:"',
  stringformat: ':"s"',
  truncatechars: ':80000',
  truncatechars_html: ':80000',
  truncatewords: ':80000',
  truncatewords_html: ':80000',
  urlizetrunc: ':15',
  wordwrap: ':20',
};

const FILTERS =
  'add addslashes capfirst center cut date default default_if_none dictsort dictsortreversed divisibleby escape escapejs filesizeformat first floatformat force_escape get_digit iriencode json_script last length linebreaks linebreaksbr linenumbers ljust lower phone2numeric pluralize pprint random rjust safe slice slugify stringformat striptags time timesince timeuntil title truncatechars truncatechars_html truncatewords truncatewords_html upper urlencode urlize urlizetrunc wordcount wordwrap yesno'.split(
    ' ',
  );

/** Filters that make a list of the characters: what these are changes little. */
const BY_CHARACTER = ['escapeseq', 'join', 'make_list', 'safeseq', 'unordered_list'];
const FEW_KINDS = ['one letter', 'quotes and words', 'combining marks'];

const FUNCTIONS: Readonly<Record<string, (text: string) => unknown>> = {
  camelToSpaces: utils.camelToSpaces,
  capfirst: utils.capfirst,
  escape: utils.escape,
  escapejs: utils.escapejs,
  getValidFilename: utils.getValidFilename,
  jsonScript: utils.jsonScript,
  linebreaks: utils.linebreaks,
  normalizeNewlines: utils.normalizeNewlines,
  phone2numeric: utils.phone2numeric,
  'slugify of any script': (text) => utils.slugify(text, true),
  smartSplit: utils.smartSplit,
  stripSpacesBetweenTags: utils.stripSpacesBetweenTags,
  stripTags: utils.stripTags,
  urlize: utils.urlize,
  wrap: (text) => utils.wrap(text, 40),
};

const engine = new Engine();
const LARGE = 100_000;
/** How many times longer the long text is. */
const FACTOR = 8;
/** Linear work takes some eight times as long, with a machine that does other things; quadratic work takes 64 times. */
const MOST = 3 * FACTOR;
/** Times below this many milliseconds say nothing. */
const SHORT = 100;

/** Milliseconds of processor time; a refusal of the text is an answer too. */
function cost(run: (text: string) => unknown, text: string): number {
  const before = process.cpuUsage();
  try {
    run(text);
  } catch {
    // Some texts are refused, and that has to be quick as well.
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** The kinds of text for which a longer one takes far more time than its length explains. */
function slowKinds(
  run: (text: string) => unknown,
  kinds: readonly string[] = Object.keys(HOSTILE),
): string[] {
  return kinds.flatMap((kind) => {
    const unit = HOSTILE[kind]!;
    const large = unit.repeat(LARGE / unit.length);
    const small = unit.repeat(LARGE / unit.length / FACTOR);
    let long = cost(run, large);
    if (long < SHORT) return [];
    const short = Math.min(cost(run, small), cost(run, small), cost(run, small));
    // The collector may have run meanwhile: only what is slow each time is slow.
    for (let again = 0; again < 6 && long >= SHORT && long >= MOST * short; again += 1) {
      long = Math.min(long, cost(run, large));
    }
    if (long < SHORT) return [];
    return long < MOST * short ? [] : [`${kind}: ${Math.round(short)} ms, then ${Math.round(long)} ms`];
  });
}

describe('a longer text takes no more time than its length explains', { timeout: 120_000 }, () => {
  const templateOf = (name: string) => engine.fromString(`{{ text|${name}${ARGUMENTS[name] ?? ''} }}`);

  test.each(FILTERS)('in the filter %s', (name) => {
    const template = templateOf(name);
    expect(slowKinds((text) => template.render({ text }))).toEqual([]);
  });

  test.each(BY_CHARACTER)('in the filter %s', (name) => {
    const template = templateOf(name);
    expect(slowKinds((text) => template.render({ text }), FEW_KINDS)).toEqual([]);
  });

  test.each(Object.entries(FUNCTIONS))('in %s()', (_name, run) => {
    expect(slowKinds(run)).toEqual([]);
  });

  test('in texts that are cut as HTML', () => {
    expect(slowKinds((text) => new utils.Truncator(text).words(LARGE, { html: true }))).toEqual([]);
  });

  test('in tags that close at the very end', () => {
    expect(slowKinds((text) => utils.stripTags(`<a ${text}>`))).toEqual([]);
  });
});

describe('humanize takes a time in proportion to the text', () => {
  test.each(['apnumber', 'intcomma', 'intcomma:False', 'intword', 'ordinal'])(
    'in the filter %s',
    (filter) => {
      const template = engine.fromString(`{% load humanize %}{{ text|${filter} }}`);
      const run = (text: string) => template.render(new Context({ text }));
      expect(slowKinds(run, ['digits', 'dashes'])).toEqual([]);
      expect(slowKinds((text) => run(`${text}x`), ['digits', 'dashes'])).toEqual([]);
    },
  );
});
