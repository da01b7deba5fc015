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
  #assigned: ReadonlySet<string> | undefined | null = null;

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

  /** Names that rendering gives a value in the context around; undefined when it may be any. */
  assignedNames(): ReadonlySet<string> | undefined {
    if (this.#assigned === null) this.#assigned = assignedBy(this.nodes);
    return this.#assigned;
  }

  /** Whether all of it is written into the function around, so that nothing else looks at the context. */
  get isInline(): boolean {
    return this.nodes.every(
      (node) => node.compile !== undefined && childNodelists(node).every((list) => list.isInline),
    );
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

function assignedBy(nodes: readonly TemplateNode[]): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  for (const node of nodes) {
    if (node.assigns === undefined) return undefined;
    for (const name of node.assigns) names.add(name);
    for (const list of childNodelists(node)) {
      const inner = list.assignedNames();
      if (inner === undefined) return undefined;
      for (const name of inner) names.add(name);
    }
  }
  return names;
}
