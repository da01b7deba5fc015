import { type Awaitable, isThenable, whenReady } from '../../utils/awaitable.ts';
import { str } from '../../utils/python-str.ts';
import { isText } from '../../utils/text-object.ts';
import type { Context } from '../context.ts';
import { TemplateSyntaxError } from '../errors.ts';
import type { FilterExpression } from '../filter-expression.ts';
import type { TemplateNode } from '../nodes/node.ts';
import type { Parser } from '../parser.ts';
import { isRenderWatched } from '../render-watch.ts';
import { resolveAll } from '../simple/arguments.ts';
import type { Pieces } from '../streaming/pieces.ts';
import type { Template } from '../template.ts';
import type { Token } from '../token.ts';
import { tokenKwargs } from './keyword-arguments.ts';
import { constructRelativePath } from './relative-path.ts';

/** `{% include "row.html" with a=b only %}`. */
export class IncludeNode implements TemplateNode {
  readonly assigns = [];
  readonly template: FilterExpression;
  readonly values: ReadonlyMap<string, FilterExpression>;
  readonly isolated: boolean;
  /** The name, when it is written in the template. */
  readonly #fixedName: string | undefined;
  /** What the last visit found, which a loop asks for again. */
  #last: { rendering: Context['includes']; key: string; template: Template } | undefined;

  constructor(template: FilterExpression, values: ReadonlyMap<string, FilterExpression>, isolated: boolean) {
    this.template = template;
    this.values = values;
    this.isolated = isolated;
    const { variable, filters } = template;
    if (!variable.isLookup && !variable.translate && filters.length === 0)
      this.#fixedName = str(variable.value);
  }

  *stream(context: Context): Pieces {
    const wanted = this.template.resolve(context);
    const template = this.#find(context, isThenable(wanted) ? yield wanted : wanted);
    const given = this.#dataOf(context);
    const data = (isThenable(given) ? yield given : given) as Map<string, unknown> | undefined;
    const inner = this.isolated ? context.new(data) : context;
    const depth = inner.push(this.isolated ? undefined : data);
    try {
      yield* template.streamIn(inner);
    } finally {
      inner.popTo(depth);
    }
  }

  /** What `with` gives. */
  #dataOf(context: Context): Awaitable<Map<string, unknown> | undefined> {
    if (this.values.size === 0) return undefined;
    return resolveAll([...this.values.values()], context, (values) => {
      const names = [...this.values.keys()];
      return new Map(names.map((name, i) => [name, values[i]]));
    });
  }

  render(context: Context): Awaitable<string> {
    if (this.#fixedName !== undefined && this.values.size === 0 && !this.isolated) {
      return this.#render(context, this.#find(context, this.#fixedName), undefined);
    }
    return whenReady(this.template.resolve(context), (wanted) => {
      const template = this.#find(context, wanted);
      return whenReady(this.#dataOf(context), (data) => this.#render(context, template, data));
    });
  }

  #render(context: Context, template: Template, data: Map<string, unknown> | undefined): Awaitable<string> {
    if (data === undefined && !this.isolated && template.isSelfContained && !isRenderWatched())
      return template.renderInline(context);
    if (this.isolated) return template.renderIn(context.new(data));
    const depth = context.push(data);
    let pending = false;
    try {
      const result = template.renderIn(context);
      if (typeof result === 'string') return result;
      pending = true;
      return Promise.resolve(result).finally(() => context.popTo(depth));
    } finally {
      if (!pending) context.popTo(depth);
    }
  }

  #find(context: Context, wanted: unknown): Template {
    if (typeof wanted === 'object' && wanted !== null && 'renderIn' in wanted) return wanted as Template;
    const names = isIterable(wanted) ? Array.from(wanted, str) : undefined;
    const key = names === undefined ? str(wanted) : names.join('\0');
    const last = this.#last;
    if (last !== undefined && last.rendering === context.includes && last.key === key) return last.template;
    const template = this.#lookUp(context, key, names !== undefined);
    this.#last = { rendering: context.includes, key, template };
    return template;
  }

  /** Once per rendering: a template that changes meanwhile does not change in the middle of a page. */
  #lookUp(context: Context, key: string, several: boolean): Template {
    const engine = context.engine!;
    context.includes ??= new Map();
    let known = context.includes.get(this);
    if (known === undefined) {
      known = new Map();
      context.includes.set(this, known);
    }
    let template = known.get(key);
    if (template === undefined) {
      const here = context.renderState!.template.origin.templateName;
      template = several
        ? engine.selectTemplate(key.split('\0'))
        : engine.getTemplate(constructRelativePath(here, key, true));
      known.set(key, template);
    }
    return template;
  }
}

/** Several names in anything that holds several, a text apart. */
function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value && !isText(value);
}

export function include(parser: Parser, token: Token): TemplateNode {
  const bits = token.splitContents();
  if (bits.length < 2) {
    throw new TemplateSyntaxError(
      `'${bits[0]}' tag takes at least one argument: the name of the template to be included.`,
    );
  }
  const options = new Map<string, ReadonlyMap<string, FilterExpression> | true>();
  const rest = bits.slice(2);
  while (rest.length > 0) {
    const option = rest.shift()!;
    if (options.has(option))
      throw new TemplateSyntaxError(`The '${option}' option was specified more than once.`);
    if (option === 'with') {
      const values = tokenKwargs(rest, parser);
      if (values.size === 0)
        throw new TemplateSyntaxError(`"with" in '${bits[0]}' tag needs at least one keyword argument.`);
      options.set('with', values);
    } else if (option === 'only') options.set('only', true);
    else
      throw new TemplateSyntaxError(
        `Unknown argument for '${bits[0]}' tag: '${option}'.`,
        "Known are 'with' and 'only'.",
      );
  }
  const values = options.get('with');
  const name = constructRelativePath(parser.source.origin.templateName, bits[1]!, true);
  return new IncludeNode(
    parser.compileFilter(name),
    values instanceof Map ? values : new Map(),
    options.has('only'),
  );
}
