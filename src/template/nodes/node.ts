import type { Awaitable } from '../../utils/awaitable.ts';
import type { SafeString } from '../../utils/safe-string.ts';
import type { UnitBuilder } from '../compile/unit-builder.ts';
import type { Context } from '../context.ts';
import type { Pieces } from '../streaming/pieces.ts';
import type { Token } from '../token.ts';
import type { NodeList } from './node-list.ts';

/** What rendering gives: text, or a promise of it when a value in it is pending. */
export type Rendered = Awaitable<string | SafeString>;

/** What a tag compiles to. Anything with `render()` will do; `Node` is the class to extend. */
export interface TemplateNode {
  render(context: Context): Rendered;
  /** What `render()` gives, piece by piece; for nodes that can be long. */
  stream?(context: Context, token?: Token): Pieces;
  /** Write its own JavaScript into the template's function instead of being called. */
  compile?(unit: UnitBuilder): void;
  /** It has to come before all other tags, as `{% extends %}`. */
  readonly mustBeFirst?: boolean;
  /** The node lists inside, where blocks and other nodes are looked for; the property `nodelist` unless given. */
  readonly childNodelists?: readonly NodeList[];
  readonly nodelist?: NodeList;
  /** Names that it gives a value in the context around it; undefined means that it may set any. */
  readonly assigns?: readonly string[] | undefined;
}

/** The base of nodes of custom tags: `class Shout extends Node { render(context) { return '...'; } }`. */
export abstract class Node implements TemplateNode {
  abstract render(context: Context): Rendered;
}

/** The node lists inside a node. */
export function childNodelists(node: TemplateNode): readonly NodeList[] {
  return node.childNodelists ?? (node.nodelist === undefined ? [] : [node.nodelist]);
}
