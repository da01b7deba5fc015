import type { Awaitable } from '../../utils/awaitable.ts';
import { compileUnit } from '../compile/compile-unit.ts';
import type { UnitFunction } from '../compile/unit-builder.ts';
import type { Context } from '../context.ts';
import type { TemplateSource } from '../template-source.ts';
import type { Token } from '../token.ts';
import { childNodelists, type TemplateNode } from './node.ts';

/** Nodes in a row: a template, or what is between a tag and its end. It becomes one JavaScript function when first rendered. */
export class NodeList {
  readonly source: TemplateSource;
  readonly nodes: TemplateNode[] = [];
  readonly tokens: (Token | undefined)[] = [];
  /** Whether it has a node that is not text; `{% extends %}` has to come before that. */
  containsNontext = false;
  #render: UnitFunction | undefined;

  constructor(source: TemplateSource) {
    this.source = source;
  }

  push(node: TemplateNode, token?: Token): void {
    this.nodes.push(node);
    this.tokens.push(token);
  }

  get length(): number {
    return this.nodes.length;
  }

  /** The text, at once unless something in it is pending. */
  render(context: Context): Awaitable<string> {
    this.#render ??= compileUnit(this);
    return this.#render(context);
  }

  /** All nodes of a class in here, at any depth. */
  getNodesByType<N extends TemplateNode>(type: abstract new (...args: never[]) => N): N[] {
    const found: N[] = [];
    for (const node of this.nodes) {
      if (node instanceof type) found.push(node);
      for (const list of childNodelists(node)) found.push(...list.getNodesByType(type));
    }
    return found;
  }
}
