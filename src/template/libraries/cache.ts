import { type Awaitable, recovering, whenReady } from '../../utils/awaitable.ts';
import { str } from '../../utils/python-str.ts';
import type { Context } from '../context.ts';
import { TemplateSyntaxError, VariableDoesNotExist } from '../errors.ts';
import type { FilterExpression } from '../filter-expression.ts';
import { toInt } from '../filters/numbers.ts';
import { type FragmentCache, fragmentCache, makeTemplateFragmentKey } from '../fragment-cache.ts';
import { Library } from '../library.ts';
import type { TemplateNode } from '../nodes/node.ts';
import type { NodeList } from '../nodes/node-list.ts';
import type { Parser } from '../parser.ts';
import { resolveAll } from '../simple/arguments.ts';
import type { Token } from '../token.ts';

/** `{% load cache %}`: parts of a page that are kept. */
export const cacheLibrary: Library = new Library();

/** `{% cache 500 sidebar user.name using="fast" %}…{% endcache %}`. */
class CacheNode implements TemplateNode {
  readonly nodelist: NodeList;
  readonly #timeout: FilterExpression;
  readonly #name: string;
  readonly #varyOn: readonly FilterExpression[];
  readonly #cache: FilterExpression | undefined;

  constructor(
    nodelist: NodeList,
    timeout: FilterExpression,
    name: string,
    varyOn: readonly FilterExpression[],
    cache: FilterExpression | undefined,
  ) {
    this.nodelist = nodelist;
    this.#timeout = timeout;
    this.#name = name;
    this.#varyOn = varyOn;
    this.#cache = cache;
  }

  render(context: Context): Awaitable<string> {
    const cacheName = this.#cache === undefined ? [] : [required(this.#cache)];
    return resolveAll(
      [required(this.#timeout), ...cacheName, ...this.#varyOn],
      context,
      ([timeout, ...values]) => {
        const cache = cacheOf(this.#cache === undefined ? undefined : str(values.shift()));
        const seconds = secondsOf(timeout);
        const key = makeTemplateFragmentKey(this.#name, values.map(str));
        return whenReady(cache.get(key), (kept) => kept ?? this.#renderAndKeep(context, cache, key, seconds));
      },
    );
  }

  #renderAndKeep(
    context: Context,
    cache: FragmentCache,
    key: string,
    seconds: number | null,
  ): Awaitable<string> {
    return whenReady(this.nodelist.render(context), (html) =>
      whenReady(cache.set(key, html, seconds), () => html),
    );
  }
}

/** An expression whose variable has to be there. */
function required(expression: FilterExpression): { resolve(context: Context): Awaitable<unknown> } {
  return {
    resolve(context) {
      const isPlain = expression.isVariable && expression.filters.length === 0;
      return recovering(
        () => (isPlain ? expression.variable : expression).resolve(context),
        (error) => {
          if (!(error instanceof VariableDoesNotExist)) throw error;
          throw new TemplateSyntaxError(`"cache" tag got an unknown variable: '${expression.variable}'`);
        },
      );
    },
  };
}

function secondsOf(value: unknown): number | null {
  if (value === null || value === undefined) return null;
  const seconds = toInt(value);
  if (seconds === undefined)
    throw new TemplateSyntaxError(`"cache" tag got a non-integer timeout value: '${str(value)}'`);
  return seconds;
}

function cacheOf(name: string | undefined): FragmentCache {
  const cache = fragmentCache(name);
  if (cache === undefined)
    throw new TemplateSyntaxError(`Invalid cache name specified for cache tag: '${name}'`);
  return cache;
}

cacheLibrary.tag('cache', (parser: Parser, token: Token): TemplateNode => {
  const nodelist = parser.parse(['endcache']);
  parser.deleteFirstToken();
  const bits = token.splitContents();
  if (bits.length < 3) throw new TemplateSyntaxError(`'${bits[0]}' tag requires at least 2 arguments.`);
  const using =
    bits.length > 3 && bits.at(-1)!.startsWith('using=') ? bits.pop()!.slice('using='.length) : undefined;
  return new CacheNode(
    nodelist,
    parser.compileFilter(bits[1]!),
    bits[2]!,
    bits.slice(3).map((bit) => parser.compileFilter(bit)),
    using === undefined ? undefined : parser.compileFilter(using),
  );
});
