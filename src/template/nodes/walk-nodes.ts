import { childNodelists, type TemplateNode } from './node.ts';
import type { NodeList } from './node-list.ts';

/** All nodes of a list at any depth, in the order of the source, each with the place of its tag. */
export function* walkNodes(list: NodeList): Generator<{ node: TemplateNode; offset: number }> {
  for (const [i, node] of list.nodes.entries()) {
    yield { node, offset: list.tokens[i]?.start ?? 0 };
    for (const inner of childNodelists(node)) yield* walkNodes(inner);
  }
}
