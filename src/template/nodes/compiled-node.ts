import type { Awaitable } from '../../utils/awaitable.ts';
import type { UnitBuilder } from '../compile/unit-builder.ts';
import type { Context } from '../context.ts';
import type { TemplateSource } from '../template-source.ts';
import type { TemplateNode } from './node.ts';
import { NodeList } from './node-list.ts';

/** A node that writes JavaScript; rendered on its own, it becomes a function of its own. */
export abstract class CompiledNode implements TemplateNode {
  readonly source: TemplateSource;
  #alone: NodeList | undefined;

  constructor(source: TemplateSource) {
    this.source = source;
  }

  abstract compile(unit: UnitBuilder): void;

  render(context: Context): Awaitable<string> {
    if (this.#alone === undefined) {
      this.#alone = new NodeList(this.source);
      this.#alone.push(this);
    }
    return this.#alone.render(context);
  }
}
