import { type Awaitable, isThenable, whenReady } from '../../utils/awaitable.ts';
import { repr } from '../../utils/python-str.ts';
import type { Context } from '../context.ts';
import { TemplateSyntaxError } from '../errors.ts';
import type { FilterExpression } from '../filter-expression.ts';
import type { TemplateNode } from '../nodes/node.ts';
import type { Parser } from '../parser.ts';
import { equal } from '../runtime/compare.ts';
import { items } from '../runtime/items.ts';
import type { Token } from '../token.ts';

/** Neighbours that have something in common; unpacks as `{% for grouper, list in groups %}`. */
export class GroupedResult {
  readonly grouper: unknown;
  readonly list: unknown[];

  constructor(grouper: unknown, first: unknown) {
    this.grouper = grouper;
    this.list = [first];
  }

  *[Symbol.iterator](): Generator<unknown> {
    yield this.grouper;
    yield this.list;
  }

  get [Symbol.toStringTag](): string {
    return 'GroupedResult';
  }

  toString(): string {
    return `GroupedResult(grouper=${repr(this.grouper)}, list=${repr(this.list)})`;
  }
}

/** `{% regroup people by city as cities %}`. */
class RegroupNode implements TemplateNode {
  readonly #list: FilterExpression;
  readonly #expression: FilterExpression;
  readonly #name: string;

  constructor(list: FilterExpression, expression: FilterExpression, name: string) {
    this.#list = list;
    this.#expression = expression;
    this.#name = name;
  }

  get assigns(): readonly string[] {
    return [this.#name];
  }

  render(context: Context): Awaitable<string> {
    const all = whenReady(this.#list.resolve(context, true), items);
    return whenReady(all, (list) =>
      whenReady(this.#group(context, list, [], 0), (groups) => {
        context.set(this.#name, groups);
        return '';
      }),
    );
  }

  #group(
    context: Context,
    list: readonly unknown[],
    groups: GroupedResult[],
    from: number,
  ): Awaitable<GroupedResult[]> {
    for (let i = from; i < list.length; i++) {
      context.set(this.#name, list[i]);
      const key = this.#expression.resolve(context, true);
      if (isThenable(key)) {
        return key.then((ready) => {
          add(groups, ready, list[i]);
          return this.#group(context, list, groups, i + 1);
        });
      }
      add(groups, key, list[i]);
    }
    return groups;
  }
}

function add(groups: GroupedResult[], key: unknown, item: unknown): void {
  const last = groups.at(-1);
  if (last !== undefined && equal(last.grouper, key)) last.list.push(item);
  else groups.push(new GroupedResult(key, item));
}

export function regroup(parser: Parser, token: Token): TemplateNode {
  const bits = token.splitContents();
  if (bits.length !== 6) throw new TemplateSyntaxError("'regroup' tag takes five arguments");
  if (bits[2] !== 'by') throw new TemplateSyntaxError("second argument to 'regroup' tag must be 'by'");
  if (bits[4] !== 'as') throw new TemplateSyntaxError("next-to-last argument to 'regroup' tag must be 'as'");
  const name = bits[5]!;
  return new RegroupNode(parser.compileFilter(bits[1]!), parser.compileFilter(`${name}.${bits[3]}`), name);
}
