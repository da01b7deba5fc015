import type { Awaitable } from '../../utils/awaitable.ts';
import type { Context } from '../context.ts';
import { TemplateSyntaxError } from '../errors.ts';
import { nested } from '../nesting.ts';
import type { TemplateNode } from '../nodes/node.ts';
import type { NodeList } from '../nodes/node-list.ts';
import type { Parser } from '../parser.ts';
import type { Token } from '../token.ts';
import { takeNamedEnd } from './end-tag.ts';

/** A part of a template with a name of its own: `{% partial name %}` prints it, `page.html#name` loads it alone. */
export class PartialNode implements TemplateNode {
  readonly name: string;
  readonly nodelist: NodeList;

  constructor(name: string, nodelist: NodeList) {
    this.name = name;
    this.nodelist = nodelist;
  }

  render(context: Context): Awaitable<string> {
    return nested(context, () => this.nodelist.render(context));
  }
}

/** Where a partial is defined: prints it only when `inline` says so. */
class PartialDefNode implements TemplateNode {
  readonly nodelist: NodeList;
  readonly #partial: PartialNode;
  readonly #isInline: boolean;

  constructor(partial: PartialNode, isInline: boolean) {
    this.nodelist = partial.nodelist;
    this.#partial = partial;
    this.#isInline = isInline;
  }

  render(context: Context): Awaitable<string> {
    return this.#isInline ? this.#partial.render(context) : '';
  }
}

/** `{% partialdef name inline %}…{% endpartialdef %}`. */
export function partialdef(parser: Parser, token: Token): TemplateNode {
  const bits = token.splitContents();
  const [, name, option] = bits;
  if (name === undefined) throw new TemplateSyntaxError("'partialdef' tag requires a name");
  if (bits.length > 3 || (option !== undefined && option !== 'inline')) {
    throw new TemplateSyntaxError("'partialdef' tag takes a name, and 'inline' at most");
  }
  if (parser.partials.has(name)) {
    throw new TemplateSyntaxError(
      `Partial '${name}' is already defined in the '${parser.source.origin.name}' template.`,
    );
  }
  const nodelist = parser.parse(['endpartialdef']);
  takeNamedEnd(parser, 'endpartialdef', name);
  const partial = new PartialNode(name, nodelist);
  parser.partials.set(name, partial);
  return new PartialDefNode(partial, option === 'inline');
}

/** `{% partial name %}`; the definition may come later in the template. */
export function partial(parser: Parser, token: Token): TemplateNode {
  const bits = token.splitContents();
  const name = bits[1];
  if (name === undefined || bits.length !== 2)
    throw new TemplateSyntaxError("'partial' tag requires a single argument");
  const { partials } = parser;
  return {
    render(context) {
      const found = partials.get(name);
      if (found !== undefined) return found.render(context);
      throw new TemplateSyntaxError(
        `Partial '${name}' is not defined in the template.`,
        partials.size === 0
          ? 'Define it with {% partialdef %}.'
          : `There are: ${[...partials.keys()].join(', ')}.`,
      );
    },
  };
}
