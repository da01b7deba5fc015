import { type Awaitable, whenReady } from '../../utils/awaitable.ts';
import { str } from '../../utils/python-str.ts';
import type { Context } from '../context.ts';
import { TemplateSyntaxError } from '../errors.ts';
import type { FilterExpression } from '../filter-expression.ts';
import type { TemplateNode } from '../nodes/node.ts';
import type { Parser } from '../parser.ts';
import { resolveAll } from '../simple/arguments.ts';
import { finishing, type Template } from '../template.ts';
import type { Token } from '../token.ts';
import { tokenKwargs } from './keyword-arguments.ts';
import { constructRelativePath } from './relative-path.ts';

/** `{% include "row.html" with a=b only %}`. */
export class IncludeNode implements TemplateNode {
  readonly assigns = [];
  readonly template: FilterExpression;
  readonly values: ReadonlyMap<string, FilterExpression>;
  readonly isolated: boolean;

  constructor(template: FilterExpression, values: ReadonlyMap<string, FilterExpression>, isolated: boolean) {
    this.template = template;
    this.values = values;
    this.isolated = isolated;
  }

  render(context: Context): Awaitable<string> {
    return whenReady(this.template.resolve(context), (wanted) => {
      const template = this.#find(context, wanted);
      if (this.values.size === 0) return this.#render(context, template, undefined);
      return resolveAll([...this.values.values()], context, (values) => {
        const names = [...this.values.keys()];
        return this.#render(context, template, new Map(names.map((name, i) => [name, values[i]])));
      });
    });
  }

  #render(context: Context, template: Template, data: Map<string, unknown> | undefined): Awaitable<string> {
    if (this.isolated) return template.renderIn(context.newContext(data));
    const depth = context.push(data);
    return finishing(
      () => template.renderIn(context),
      () => context.popTo(depth),
    );
  }

  #find(context: Context, wanted: unknown): Template {
    if (typeof wanted === 'object' && wanted !== null && 'renderIn' in wanted) return wanted as Template;
    const here = context.renderState!.template.origin.templateName;
    const names = Array.isArray(wanted) ? wanted.map(str) : [constructRelativePath(here, str(wanted), true)];
    const known = this.#known(context);
    const key = names.join('\0');
    let template = known.get(key);
    if (template === undefined) {
      template =
        names.length === 1 ? context.engine!.getTemplate(names[0]!) : context.engine!.selectTemplate(names);
      known.set(key, template);
    }
    return template;
  }

  #known(context: Context): Map<string, Template> {
    context.includes ??= new Map();
    let known = context.includes.get(this);
    if (known === undefined) {
      known = new Map();
      context.includes.set(this, known);
    }
    return known;
  }
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
