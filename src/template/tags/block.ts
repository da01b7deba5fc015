import { type Awaitable, whenReady } from '../../utils/awaitable.ts';
import { SafeString } from '../../utils/safe-string.ts';
import type { Context } from '../context.ts';
import { TemplateSyntaxError } from '../errors.ts';
import { finishing } from '../nesting.ts';
import type { TemplateNode } from '../nodes/node.ts';
import type { NodeList } from '../nodes/node-list.ts';
import type { Parser } from '../parser.ts';
import type { Pieces } from '../streaming/pieces.ts';
import { streamNodes } from '../streaming/stream-nodes.ts';
import type { Token } from '../token.ts';
import { takeNamedEnd } from './end-tag.ts';

/** `{% block name %}`: a part that children of the template replace. */
export class BlockNode implements TemplateNode {
  readonly name: string;
  readonly nodelist: NodeList;
  readonly assigns = [];

  constructor(name: string, nodelist: NodeList) {
    this.name = name;
    this.nodelist = nodelist;
  }

  render(context: Context): Awaitable<string> {
    return renderBlock(context, this, 0);
  }

  *stream(context: Context): Pieces {
    const { chosen, depth } = openBlock(context, this, 0);
    try {
      yield* streamNodes(chosen.nodelist, context);
    } finally {
      context.popTo(depth);
    }
  }
}

/** `block` inside a block: `{{ block.super }}` is what the parent has there. */
class BlockVariable {
  readonly #context: Context;
  readonly #node: BlockNode;
  readonly #level: number;

  constructor(context: Context, node: BlockNode, level: number) {
    this.#context = context;
    this.#node = node;
    this.#level = level;
  }

  get name(): string {
    return this.#node.name;
  }

  /** @throws TemplateSyntaxError in a template that extends nothing and is extended by nothing */
  super(): Awaitable<SafeString | string> {
    const table = this.#context.renderState?.blocks;
    if (table?.isChain === false) {
      throw new TemplateSyntaxError(
        `Block '${this.#node.name}' has no parent block for {{ block.super }}: its template extends no other.`,
        'Begin the template with {% extends %}, or take {{ block.super }} out.',
      );
    }
    const chain = table?.blocks.get(this.#node.name);
    if (chain === undefined || this.#level + 1 >= chain.length) return '';
    return whenReady(renderBlock(this.#context, this.#node, this.#level + 1), (html) => new SafeString(html));
  }
}

/** Choose whose block it is, and open a scope with `block`. */
function openBlock(context: Context, node: BlockNode, level: number): { chosen: BlockNode; depth: number } {
  const chosen = context.renderState?.blocks?.blocks.get(node.name)?.[level] ?? node;
  const depth = context.push();
  context.set('block', new BlockVariable(context, chosen, level));
  return { chosen, depth };
}

/** @param level 0 for the outermost child's block, more for its parents' */
function renderBlock(context: Context, node: BlockNode, level: number): Awaitable<string> {
  const { chosen, depth } = openBlock(context, node, level);
  return finishing(
    () => chosen.nodelist.render(context),
    () => context.popTo(depth),
  );
}

export function block(parser: Parser, token: Token): TemplateNode {
  const bits = token.contents.split(/\s+/);
  if (bits.length !== 2) throw new TemplateSyntaxError("'block' tag takes only one argument");
  const name = bits[1]!;
  if (parser.blocks.has(name)) {
    throw new TemplateSyntaxError(`'block' tag with name '${name}' appears more than once`);
  }
  parser.blocks.add(name);
  const nodelist = parser.parse(['endblock']);
  takeNamedEnd(parser, 'endblock', name);
  return new BlockNode(name, nodelist);
}
