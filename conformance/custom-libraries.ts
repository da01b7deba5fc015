import fs from 'node:fs';
import path from 'node:path';
import type { Context } from '../src/template/context.ts';
import { Library } from '../src/template/library.ts';
import { RequestContext } from '../src/template/request-context.ts';
import type { Parameter } from '../src/template/simple/arguments.ts';
import { formatHtml, SafeString } from '../src/utils/html.ts';
import { str } from '../src/utils/python-str.ts';
import { RaisedError } from './objects.ts';

interface Description {
  readonly kind: 'simple' | 'inclusion';
  readonly takes_context: boolean;
  readonly template?: string;
  readonly params: readonly { readonly name: string; readonly kind: string; readonly default?: unknown }[];
}

/** Tag libraries that the vectors use and that are not the framework's, by the dotted name of their module. */
export function customLibrary(module: string, folder: string): Library | undefined {
  const library = new Library();
  const described = descriptions(folder)[module];
  for (const [name, tag] of Object.entries(described ?? {})) addTag(library, name, tag);
  const extra = EXTRAS[module];
  extra?.(library);
  return described === undefined && extra === undefined ? undefined : library;
}

function descriptions(folder: string): Record<string, Record<string, Description>> {
  return JSON.parse(fs.readFileSync(path.join(folder, 'custom_tags.json'), 'utf8'));
}

/** A tag that gives its name and its arguments as text. */
function addTag(
  library: Library,
  name: string,
  { kind, takes_context, template, params }: Description,
): void {
  const places = params.filter((p) => !p.kind.startsWith('var_') && !(takes_context && p.name === 'context'));
  const options = {
    params: places.map(
      (p): Parameter => ({ name: p.name, optional: 'default' in p, keywordOnly: p.kind === 'keyword_only' }),
    ),
    rest: params.some((p) => p.kind === 'var_positional'),
    keywords: params.some((p) => p.kind === 'var_keyword'),
  };
  const positional = places.filter((p) => p.kind !== 'keyword_only');
  const describe = (context: Context | undefined, given: unknown[]): string => {
    const suffix = context === undefined ? '' : ` (context value: ${str(context.get('value'))})`;
    const shown = describeArguments(places, positional.length, options.keywords, given);
    return `${name} - Expected result${suffix}${shown === undefined ? '' : `: ${shown}`}`;
  };
  const hasArguments = params.some((p) => !(takes_context && p.name === 'context'));
  const text = (context: Context | undefined, given: unknown[]) =>
    hasArguments
      ? describe(context, given)
      : `${name} - Expected result${context === undefined ? '' : ` (context value: ${str(context.get('value'))})`}`;
  const call = takes_context
    ? (context: Context, ...args: unknown[]) => text(context, args)
    : (...args: unknown[]) => text(undefined, args);
  if (kind === 'simple')
    library.simpleTag(name, call as never, { ...options, takesContext: takes_context as true });
  else {
    const data = (...args: never[]) => ({ result: (call as (...a: unknown[]) => string)(...args) });
    library.inclusionTag(template!, name, data, { ...options, takesContext: takes_context });
  }
}

function describeArguments(
  places: Description['params'],
  positional: number,
  keywords: boolean,
  given: unknown[],
): string {
  const args = [...given];
  const hasNamed = args.length > positional && isRecord(args.at(-1));
  const named = hasNamed ? (args.pop() as Record<string, unknown>) : {};
  const values = places.map((place, i) => {
    const value = i < positional ? args[i] : named[place.name];
    return value === undefined ? place.default : value;
  });
  const shown = [...values, ...args.slice(positional)].map(str).join(', ');
  if (!keywords) return shown;
  const rest = Object.entries(named).filter(([name]) => !places.some((place) => place.name === name));
  return `${shown} / ${rest
    .map(([name, value]) => `${name}=${str(value)}`)
    .sort()
    .join(', ')}`;
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** What the signatures alone don't tell. */
const EXTRAS: Readonly<Record<string, (library: Library) => void>> = {
  'template_tests.templatetags.custom': (library) => {
    library.filter('trim', (value: string, count: number) => value.slice(0, count), { stringFilter: true });
    library.filter('noop', (value: unknown) => value, { isSafe: true });
    library.filter('make_data_div', (value: string) => new SafeString(`<div data-name="${value}"></div>`), {
      stringFilter: true,
    });
    const name = (context: Context) => str(context.get('name'));
    const alone = { takesContext: true, params: [] } as const;
    library.simpleTag('escape_naive', (context: Context) => `Hello ${name(context)}!`, alone);
    library.simpleTag('escape_explicit', (context: Context) => formatHtml('Hello {}!', name(context)), alone);
    library.simpleTag(
      'escape_format_html',
      (context: Context) => formatHtml('Hello {}!', name(context)),
      alone,
    );
    library.simpleTag('minusone', (value: number) => value - 1, { params: ['value'] });
    library.simpleTag('minustwo', (value: number) => value - 2, { params: ['value'] });
    library.simpleTag(
      'current_app',
      (context: Context) => str(context instanceof RequestContext ? context.request.currentApp : null),
      alone,
    );
    library.simpleTag('use_l10n', (context: Context) => str(context.useL10n ?? null), alone);
    library.tag('counter', () => {
      let count = 0;
      return { render: () => String(count++) };
    });
  },
  'template_tests.templatetags.testtags': addEchoes,
  'template_tests.templatetags.subpackage.echo': addEchoes,
  'template_tests.templatetags.bad_tag': (library) => {
    library.tag('badtag', () => fail('I am a bad tag'));
    library.simpleTag('badsimpletag', () => fail('I am a bad simpletag'));
  },
};

function addEchoes(library: Library): void {
  for (const name of ['echo', 'echo2', 'other_echo']) {
    library.tag(name, (_parser, token) => {
      const words = token.contents
        .split(/\s+/)
        .slice(1)
        .map((word) => word.replace(/^"(.*)"$/, '$1'));
      return { render: () => words.join(' ') };
    });
  }
  library.filter('upper', (value: string) => value.toUpperCase(), { stringFilter: true });
}

function fail(message: string): never {
  throw new RaisedError('RuntimeError', message, false);
}
