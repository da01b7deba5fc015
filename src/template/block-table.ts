import type { BlockNode } from './tags/block.ts';

/**
 * The blocks of a chain of templates: for each name, the outermost child's first. Tables are made once per chain and kept, so that
 * rendering a page with parents only looks names up.
 */
export class BlockTable {
  readonly blocks: ReadonlyMap<string, readonly BlockNode[]>;
  /** Whether an `{% extends %}` made it: else the template has neither parents nor children. */
  readonly isChain: boolean;
  readonly #extended = new WeakMap<object, BlockTable>();

  constructor(blocks: ReadonlyMap<string, readonly BlockNode[]>, isChain: boolean) {
    this.blocks = blocks;
    this.isChain = isChain;
  }

  static of(nodes: readonly BlockNode[]): BlockTable {
    return new BlockTable(new Map(nodes.map((node) => [node.name, [node]])), false);
  }

  /** This table with the blocks of a parent behind it. @param parent what the parent's table belongs to */
  with(parent: object, nodes: readonly BlockNode[]): BlockTable {
    let table = this.#extended.get(parent);
    if (table === undefined) {
      const blocks = new Map(this.blocks);
      for (const node of nodes) blocks.set(node.name, [...(blocks.get(node.name) ?? []), node]);
      table = new BlockTable(blocks, true);
      this.#extended.set(parent, table);
    }
    return table;
  }
}
