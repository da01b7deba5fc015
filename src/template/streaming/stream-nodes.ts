import { isThenable } from '../../utils/awaitable.ts';
import type { Context } from '../context.ts';
import type { TemplateNode } from '../nodes/node.ts';
import { NodeList } from '../nodes/node-list.ts';
import { TextNode } from '../nodes/text-node.ts';
import { rendered } from '../runtime/output.ts';
import { annotate, type TemplateSource } from '../template-source.ts';
import type { Token } from '../token.ts';
import type { Pieces } from './pieces.ts';

const singles = new WeakMap<NodeList, readonly NodeList[]>();

/** What the nodes of a list render to, one after the other; nodes that can do it come in pieces of their own. */
export function* streamNodes(list: NodeList, context: Context): Pieces {
  for (const [i, node] of list.nodes.entries()) {
    const token = list.tokens[i];
    if (node instanceof TextNode) yield node.text;
    else if (node.stream === undefined) yield* streamText(singlesOf(list)[i]!.render(context));
    else {
      try {
        yield* node.stream(context, token);
      } catch (error) {
        throw annotate(error, list.source, token?.start ?? 0);
      }
    }
  }
}

/** A text, waited for when it is pending. */
export function* streamText(text: unknown): Pieces {
  yield rendered(isThenable(text) ? yield text : text);
}

/** A list of one node, whose errors are those of its place. */
export function listOf(node: TemplateNode, source: TemplateSource, token: Token | undefined): NodeList {
  const list = new NodeList(source);
  list.push(node, token);
  return list;
}

function singlesOf(list: NodeList): readonly NodeList[] {
  let lists = singles.get(list);
  if (lists === undefined) {
    lists = list.nodes.map((node, i) => listOf(node, list.source, list.tokens[i]));
    singles.set(list, lists);
  }
  return lists;
}
