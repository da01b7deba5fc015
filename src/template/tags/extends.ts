import { type Awaitable, isThenable, whenReady } from '../../utils/awaitable.ts';
import { repr, str } from '../../utils/python-str.ts';
import type { Context } from '../context.ts';
import { TemplateSyntaxError } from '../errors.ts';
import type { FilterExpression } from '../filter-expression.ts';
import { enter, leave, nested } from '../nesting.ts';
import type { TemplateNode } from '../nodes/node.ts';
import type { NodeList } from '../nodes/node-list.ts';
import type { Parser } from '../parser.ts';
import { isRenderWatched, tellRender } from '../render-watch.ts';
import { truth } from '../runtime/truth.ts';
import type { Pieces } from '../streaming/pieces.ts';
import { streamNodes } from '../streaming/stream-nodes.ts';
import type { Template } from '../template.ts';
import type { Token } from '../token.ts';
import { BlockNode } from './block.ts';
import { constructRelativePath } from './relative-path.ts';

/** `{% extends "parent.html" %}`: the parent is rendered, with the blocks of this template in place of its own. */
export class ExtendsNode implements TemplateNode {
  readonly mustBeFirst = true;
  readonly nodelist: NodeList;
  readonly parentName: FilterExpression;
  readonly blocks: readonly BlockNode[];

  constructor(nodelist: NodeList, parentName: FilterExpression) {
    this.nodelist = nodelist;
    this.parentName = parentName;
    this.blocks = nodelist.getNodesByType(BlockNode);
  }

  render(context: Context): Awaitable<string> {
    return whenReady(this.parentName.resolve(context), (parent) => {
      const { nodelist } = this.#becomeParent(context, parent);
      return nested(context, () => nodelist.render(context));
    });
  }

  *stream(context: Context): Pieces {
    const parent = this.parentName.resolve(context);
    const { nodelist } = this.#becomeParent(context, isThenable(parent) ? yield parent : parent);
    const outer = enter(context);
    try {
      yield* streamNodes(nodelist, context);
    } finally {
      leave(context, outer);
    }
  }

  /** Make a parent the template that is being rendered, with the blocks of this one in front of its own. */
  #becomeParent(context: Context, parent: unknown): Template {
    const state = context.renderState!;
    const template = this.#find(context, parent);
    const child = state.blocks!.with(this, this.blocks);
    const isRoot = template.parentNode === undefined;
    state.blocks = isRoot ? child.with(template, template.blockNodes) : child;
    state.template = template;
    if (isRenderWatched()) tellRender({ template, context });
    return template;
  }

  #find(context: Context, parent: unknown): Template {
    if (isTemplate(parent)) return parent;
    const name = str(parent);
    if (!truth(parent)) {
      throw new TemplateSyntaxError(
        `Invalid template name in 'extends' tag: ${repr(parent)}.`,
        this.parentName.isVariable ? `Got this from the '${this.parentName}' variable.` : undefined,
      );
    }
    const engine = context.engine!;
    const seen = this.#history(context);
    const found = engine.getTemplate(name);
    const template = seen.includes(found.origin.name) ? engine.findTemplate(name, seen).template : found;
    seen.push(template.origin.name);
    return template;
  }

  /** Where the templates of this chain are from, so that none extends itself. */
  #history(context: Context): string[] {
    const { values } = context.renderState!;
    let history = values.get(ExtendsNode) as string[] | undefined;
    if (history === undefined) {
      history = [this.nodelist.source.origin.name];
      values.set(ExtendsNode, history);
    }
    return history;
  }
}

function isTemplate(value: unknown): value is Template {
  return (
    typeof value === 'object' &&
    value !== null &&
    'nodelist' in value &&
    'blockNodes' in value &&
    !isThenable(value)
  );
}

export function extendsTag(parser: Parser, token: Token): TemplateNode {
  const bits = token.splitContents();
  if (bits.length !== 2) throw new TemplateSyntaxError("'extends' takes one argument");
  const name = constructRelativePath(parser.source.origin.templateName, bits[1]!);
  const parent = parser.compileFilter(name);
  if (parser.memory.has('extends')) {
    throw new TemplateSyntaxError("'extends' cannot appear more than once in the same template");
  }
  parser.memory.set('extends', token);
  const nodelist = parser.parse();
  return new ExtendsNode(nodelist, parent);
}
