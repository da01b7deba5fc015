import type { BaseCache } from '../../core/cache/base-cache.ts';
import { caches } from '../../core/cache/caches.ts';
import { makeTemplateFragmentKey } from '../../core/cache/template-fragment-key.ts';
import { type Awaitable, recovering, whenReady } from '../../utils/awaitable.ts';
import { repr, str } from '../../utils/python-str.ts';
import type { Context } from '../context.ts';
import { TemplateSyntaxError, VariableDoesNotExist } from '../errors.ts';
import type { FilterExpression } from '../filter-expression.ts';
import { toInt } from '../filters/numbers.ts';
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
        const seconds = secondsOf(timeout);
        const cache = cacheOf(this.#cache === undefined ? undefined : str(values.shift()));
        const key = cache.makeAndValidateKey(makeTemplateFragmentKey(this.#name, values));
        return whenReady(cache.read(key), (hit) =>
          hit === undefined ? this.#renderAndKeep(context, cache, key, seconds) : str(hit.value),
        );
      },
    );
  }

  #renderAndKeep(context: Context, cache: BaseCache, key: string, seconds: number | null): Awaitable<string> {
    return whenReady(this.nodelist.render(context), (html) =>
      whenReady(cache.write(key, html, seconds), () => html),
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
    throw new TemplateSyntaxError(`"cache" tag got a non-integer timeout value: ${repr(value)}`);
  return seconds;
}

/** The cache of a name; without one, `template_fragments` if there is such, else `default`. */
function cacheOf(name: string | undefined): BaseCache {
  if (name === undefined)
    return caches.get(caches.has('template_fragments') ? 'template_fragments' : 'default');
  if (caches.has(name)) return caches.get(name);
  throw new TemplateSyntaxError(`Invalid cache name specified for cache tag: '${name}'`);
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
