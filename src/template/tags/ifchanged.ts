import { type Awaitable, whenReady } from '../../utils/awaitable.ts';
import type { Context } from '../context.ts';
import type { FilterExpression } from '../filter-expression.ts';
import type { TemplateNode } from '../nodes/node.ts';
import type { NodeList } from '../nodes/node-list.ts';
import type { Parser } from '../parser.ts';
import { equal } from '../runtime/compare.ts';
import { ForLoop } from '../runtime/for-loop.ts';
import { resolveAll } from '../simple/arguments.ts';
import type { Token } from '../token.ts';

/** `{% ifchanged a b %}…{% else %}…{% endifchanged %}`: when the values, or the content, differ from the last turn of the loop. */
class IfChangedNode implements TemplateNode {
  readonly #changed: NodeList;
  readonly #unchanged: NodeList | undefined;
  readonly #values: readonly FilterExpression[];

  constructor(changed: NodeList, unchanged: NodeList | undefined, values: readonly FilterExpression[]) {
    this.#changed = changed;
    this.#unchanged = unchanged;
    this.#values = values;
  }

  get childNodelists(): readonly NodeList[] {
    return this.#unchanged === undefined ? [this.#changed] : [this.#changed, this.#unchanged];
  }

  render(context: Context): Awaitable<string> {
    if (this.#values.length === 0) {
      return whenReady(this.#changed.render(context), (content) => this.#choose(context, content, content));
    }
    const values = this.#values.map((expression) => ({
      resolve: (c: Context) => expression.resolve(c, true),
    }));
    return resolveAll(values, context, (all) => this.#choose(context, all, undefined));
  }

  #choose(context: Context, value: unknown, content: string | undefined): Awaitable<string> {
    const memory = memoryOf(context);
    if (!memory.has(this) || !equal(value, memory.get(this))) {
      memory.set(this, value);
      // Content that is empty is rendered once more: a cycle in it goes on twice.
      return content || this.#changed.render(context);
    }
    return this.#unchanged?.render(context) ?? '';
  }
}

/** What is remembered belongs to the innermost loop. */
function memoryOf(context: Context): Map<object, unknown> {
  const loop = context.get('forloop');
  return loop instanceof ForLoop ? ForLoop.memory(loop) : context.renderState!.values;
}

export function ifchanged(parser: Parser, token: Token): TemplateNode {
  const bits = token.splitContents();
  const changed = parser.parse(['else', 'endifchanged']);
  let unchanged: NodeList | undefined;
  if (parser.nextToken().contents === 'else') {
    unchanged = parser.parse(['endifchanged']);
    parser.deleteFirstToken();
  }
  return new IfChangedNode(
    changed,
    unchanged,
    bits.slice(1).map((bit) => parser.compileFilter(bit)),
  );
}
