import { NoReverseMatch } from '../../urls/no-reverse-match.ts';
import { type ReverseParams, reverse } from '../../urls/reverse.ts';
import type { AnyView } from '../../urls/view.ts';
import type { Awaitable } from '../../utils/awaitable.ts';
import { escapeText } from '../../utils/html.ts';
import { str } from '../../utils/python-str.ts';
import type { Context } from '../context.ts';
import { TemplateSyntaxError } from '../errors.ts';
import type { FilterExpression } from '../filter-expression.ts';
import type { TemplateNode } from '../nodes/node.ts';
import type { Parser } from '../parser.ts';
import { TemplateValueError } from '../render-errors.ts';
import { RequestContext } from '../request-context.ts';
import { resolveAll } from '../simple/arguments.ts';
import type { Token } from '../token.ts';

const KEYWORD = /^(?:([\p{L}\p{N}_]+)=)?(.+)$/su;

/** `{% url 'articles:detail' article.pk as link %}`. */
export class UrlNode implements TemplateNode {
  readonly viewName: FilterExpression;
  readonly args: readonly FilterExpression[];
  readonly kwargs: ReadonlyMap<string, FilterExpression>;
  readonly target: string | undefined;

  constructor(
    viewName: FilterExpression,
    args: readonly FilterExpression[],
    kwargs: ReadonlyMap<string, FilterExpression>,
    target: string | undefined,
  ) {
    this.viewName = viewName;
    this.args = args;
    this.kwargs = kwargs;
    this.target = target;
  }

  get assigns(): readonly string[] {
    return this.target === undefined ? [] : [this.target];
  }

  render(context: Context): Awaitable<string> {
    const names = [...this.kwargs.keys()];
    return resolveAll(
      [this.viewName, ...this.args, ...this.kwargs.values()],
      context,
      ([view, ...values]) => {
        const params =
          names.length === 0
            ? values
            : Object.fromEntries(names.map((name, i) => [name, values[this.args.length + i]]));
        return this.#finish(context, this.#reverse(context, view, params));
      },
    );
  }

  #reverse(context: Context, view: unknown, params: ReverseParams): string {
    if (this.args.length > 0 && this.kwargs.size > 0) {
      throw new TemplateValueError("Don't mix positional and keyword arguments in {% url %}.");
    }
    try {
      const currentApp = currentAppOf(context);
      return reverse(typeof view === 'function' ? (view as AnyView) : str(view), params, { currentApp });
    } catch (error) {
      if (error instanceof NoReverseMatch && this.target !== undefined) return '';
      throw error;
    }
  }

  #finish(context: Context, url: string): string {
    if (this.target === undefined) return context.autoescape ? escapeText(url) : url;
    context.set(this.target, url);
    return '';
  }
}

function currentAppOf(context: Context): string | undefined {
  if (!(context instanceof RequestContext)) return undefined;
  const { currentApp, resolverMatch } = context.request;
  return (currentApp === undefined ? resolverMatch?.namespace : currentApp) ?? undefined;
}

export function url(parser: Parser, token: Token): TemplateNode {
  const bits = token.splitContents();
  if (bits.length < 2) {
    throw new TemplateSyntaxError(`'${bits[0]}' takes at least one argument, a URL pattern name.`);
  }
  const viewName = parser.compileFilter(bits[1]!);
  const isNamed = bits.length >= 4 && bits.at(-2) === 'as';
  const args: FilterExpression[] = [];
  const kwargs = new Map<string, FilterExpression>();
  for (const bit of isNamed ? bits.slice(2, -2) : bits.slice(2)) {
    const match = KEYWORD.exec(bit);
    if (match === null) throw new TemplateSyntaxError('Malformed arguments to url tag');
    if (match[1] === undefined) args.push(parser.compileFilter(match[2]!));
    else kwargs.set(match[1], parser.compileFilter(match[2]!));
  }
  return new UrlNode(viewName, args, kwargs, isNamed ? bits.at(-1) : undefined);
}
