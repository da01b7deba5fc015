import type { Awaitable } from '../../utils/awaitable.ts';
import { escapeText } from '../../utils/html.ts';
import { str } from '../../utils/python-str.ts';
import { isText } from '../../utils/text-object.ts';
import { type UrlencodeInput, urlencode } from '../../utils/urlencode.ts';
import type { Context } from '../context.ts';
import { TemplateSyntaxError } from '../errors.ts';
import type { TemplateNode } from '../nodes/node.ts';
import type { Parser } from '../parser.ts';
import { RequestContext } from '../request-context.ts';
import { isPlainData } from '../runtime/own-names.ts';
import { parseArguments, resolveAll, type TagArguments } from '../simple/arguments.ts';
import type { Token } from '../token.ts';

type Lists = Map<string, readonly string[]>;

/** `{% querystring page=2 sort=None %}`: the request's query string, or those of the mappings given, with some values changed. */
class QuerystringNode implements TemplateNode {
  readonly #args: TagArguments;
  readonly #target: string | undefined;

  constructor(args: TagArguments, target: string | undefined) {
    this.#args = args;
    this.#target = target;
  }

  get assigns(): readonly string[] {
    return this.#target === undefined ? [] : [this.#target];
  }

  render(context: Context): Awaitable<string> {
    const names = [...this.#args.keyword.keys()];
    const expressions = [...this.#args.positional, ...this.#args.keyword.values()];
    return resolveAll(expressions, context, (values) => {
      const mappings = values.slice(0, this.#args.positional.length);
      const lists: Lists = new Map();
      for (const mapping of mappings.length === 0 ? [requestQuery(context)] : mappings) merge(lists, mapping);
      for (const [i, name] of names.entries()) change(lists, name, values[mappings.length + i]);
      return this.#finish(context, `?${urlencode(lists as unknown as UrlencodeInput)}`);
    });
  }

  #finish(context: Context, text: string): Awaitable<string> {
    if (this.#target === undefined) return context.autoescape ? escapeText(text) : text;
    context.set(this.#target, text);
    return '';
  }
}

/** @throws TemplateSyntaxError without a request */
function requestQuery(context: Context): unknown {
  const request = context.get('request') ?? (context instanceof RequestContext ? context.request : undefined);
  const query = (request as { GET?: unknown } | undefined)?.GET;
  if (query !== undefined) return query;
  throw new TemplateSyntaxError(
    "'querystring' needs the request in the context, or a mapping as its argument.",
    "Add the context processor 'jango/template/context-processors#request' to TEMPLATES.",
  );
}

/** Take over the values of a QueryDict or a dictionary; None takes a name out. */
function merge(lists: Lists, mapping: unknown): void {
  if (typeof mapping === 'object' && mapping !== null) {
    if ('lists' in mapping && typeof mapping.lists === 'function') {
      const all = mapping.lists() as Iterable<readonly [string, readonly unknown[]]>;
      for (const [name, values] of all) lists.set(name, values.map(str));
      return;
    }
    const entries =
      mapping instanceof Map ? mapping : isPlainData(mapping) ? Object.entries(mapping) : undefined;
    if (entries !== undefined) {
      for (const [name, value] of entries) change(lists, str(name), value);
      return;
    }
  }
  throw new TemplateSyntaxError(
    `querystring requires mappings for positional arguments (got: ${str(mapping)} instead).`,
  );
}

function change(lists: Lists, name: string, value: unknown): void {
  if (value === null || value === undefined) lists.delete(name);
  else if (typeof value === 'object' && Symbol.iterator in value && !isText(value)) {
    lists.set(name, Array.from(value as Iterable<unknown>, str));
  } else lists.set(name, [str(value)]);
}

export function querystring(parser: Parser, token: Token): TemplateNode {
  const bits = token.splitContents().slice(1);
  const isNamed = bits.length >= 2 && bits.at(-2) === 'as';
  const args = parseArguments(isNamed ? bits.slice(0, -2) : bits, parser, 'querystring');
  return new QuerystringNode(args, isNamed ? bits.at(-1) : undefined);
}
