import { isThenable } from '../../utils/awaitable.ts';
import type { UnitBuilder } from '../compile/unit-builder.ts';
import type { Context } from '../context.ts';
import { TemplateSyntaxError } from '../errors.ts';
import type { FilterExpression } from '../filter-expression.ts';
import { CompiledNode } from '../nodes/compiled-node.ts';
import type { TemplateNode } from '../nodes/node.ts';
import type { NodeList } from '../nodes/node-list.ts';
import type { Parser } from '../parser.ts';
import { openLoop, unpack } from '../runtime/for-loop.ts';
import { items } from '../runtime/items.ts';
import type { Pieces } from '../streaming/pieces.ts';
import { streamNodes, streamText } from '../streaming/stream-nodes.ts';
import type { TemplateSource } from '../template-source.ts';
import type { Token } from '../token.ts';

/** `{% for a in list %}…{% empty %}…{% endfor %}`. */
export class ForNode extends CompiledNode {
  readonly names: readonly string[];
  readonly sequence: FilterExpression;
  readonly isReversed: boolean;
  readonly body: NodeList;
  readonly empty: NodeList | undefined;
  readonly assigns = [];

  constructor(
    source: TemplateSource,
    names: readonly string[],
    sequence: FilterExpression,
    isReversed: boolean,
    body: NodeList,
    empty: NodeList | undefined,
  ) {
    super(source);
    this.names = names;
    this.sequence = sequence;
    this.isReversed = isReversed;
    this.body = body;
    this.empty = empty;
  }

  get childNodelists(): readonly NodeList[] {
    return this.empty === undefined ? [this.body] : [this.body, this.empty];
  }

  *stream(context: Context): Pieces {
    const found = this.sequence.resolve(context, true);
    const listed = items(isThenable(found) ? yield found : found);
    let list = (isThenable(listed) ? yield listed : listed) as readonly unknown[];
    if (this.isReversed) list = list.toReversed();
    if (list.length > 0) yield* this.#turns(context, list);
    else if (this.empty !== undefined) yield* streamNodes(this.empty, context);
  }

  /** Each turn in a piece. */
  *#turns(context: Context, list: readonly unknown[]): Pieces {
    const state = openLoop(context, list, context.get('forloop'));
    try {
      for (const [turn, item] of list.entries()) {
        context.popTo(state.depth + 1);
        state.loop.counter0 = turn;
        const values = this.names.length === 1 ? [item] : unpack(item, this.names.length);
        for (const [i, name] of this.names.entries()) context.set(name, values[i]);
        yield* streamText(this.body.render(context));
      }
    } finally {
      context.popTo(state.depth);
    }
  }

  compile(unit: UnitBuilder): void {
    unit.withLocals(3, (list, state, turn) => {
      unit.evaluate(this.sequence, list, 'null');
      unit.wait(list, `R.items(${list})`);
      if (this.isReversed) unit.code(`${list} = ${list}.slice().reverse();`);
      const loop = () => this.#loop(unit, list, state, turn);
      if (this.empty === undefined) unit.branch(`${list}.length > 0`, loop);
      else unit.branch(`${list}.length > 0`, loop, () => unit.nodes(this.empty!));
    });
  }

  #loop(unit: UnitBuilder, list: string, state: string, turn: string): void {
    const parent = unit.binding('forloop') ?? "c.get('forloop')";
    const isInline = this.body.isInline;
    const scope = isInline ? 'R.innerLoop' : 'R.openLoop';
    unit.code(`${state} = ${scope}(c, ${list}, ${parent}); ${turn} = 0;`);
    unit.loop(`${turn} < ${state}.length`, () => {
      if (!isInline) unit.code(`c.popTo(${state}.depth + 1);`);
      unit.code(`${state}.loop.counter0 = ${turn};`);
      unit.withLocals(this.names.length, (...values) => {
        this.#takeItem(unit, `${list}[${turn}]`, values);
        if (!isInline) this.#putIntoContext(unit, state, values);
        unit.code(`${turn}++;`);
        unit.withBindings(this.#bindings(state, values), () => unit.nodes(this.body));
      });
    });
    if (!isInline) unit.code(`c.popTo(${state}.depth);`);
  }

  /** One name stands in the loop's scope, where what the body assigns is kept for the next turn; several have a scope per turn. */
  #putIntoContext(unit: UnitBuilder, state: string, values: readonly string[]): void {
    if (this.names.length > 1) unit.code('c.push();');
    const scope = this.names.length > 1 ? 'c' : `${state}.scope`;
    for (const [i, name] of this.names.entries())
      unit.code(`${scope}.set(${unit.constant(name)}, ${values[i]});`);
  }

  #takeItem(unit: UnitBuilder, item: string, values: readonly string[]): void {
    if (values.length === 1) {
      unit.code(`${values[0]} = ${item};`);
      return;
    }
    unit.wait(values[0]!, item, 'variable');
    unit.code(`${values[0]} = R.unpack(${values[0]}, ${values.length});`);
    for (let i = values.length - 1; i >= 0; i--) unit.code(`${values[i]} = ${values[0]}[${i}];`);
  }

  /** The loop's names are locals, unless something in the body may give them another value. */
  #bindings(state: string, values: readonly string[]): [name: string, code: string | undefined][] {
    const assigned = this.body.assignedNames();
    const bind = (name: string, code: string): [string, string | undefined] => [
      name,
      assigned === undefined || assigned.has(name) ? undefined : code,
    ];
    return [bind('forloop', `${state}.loop`), ...this.names.map((name, i) => bind(name, values[i]!))];
  }
}

export function forTag(parser: Parser, token: Token): TemplateNode {
  const bits = token.splitContents();
  if (bits.length < 4) {
    throw new TemplateSyntaxError(`'for' statements should have at least four words: ${token.contents}`);
  }
  const isReversed = bits.at(-1) === 'reversed';
  const inAt = bits.length - (isReversed ? 3 : 2);
  if (bits[inAt] !== 'in') {
    throw new TemplateSyntaxError(`'for' statements should use the format 'for x in y': ${token.contents}`);
  }
  const names = bits.slice(1, inAt).join(' ').split(/ *, */);
  for (const name of names) {
    if (name === '' || /[ "'|]/.test(name)) {
      throw new TemplateSyntaxError(`'for' tag received an invalid argument: ${token.contents}`);
    }
  }
  const sequence = parser.compileFilter(bits[inAt + 1]!);
  const body = parser.parse(['empty', 'endfor']);
  let end = parser.nextToken();
  let empty: NodeList | undefined;
  if (end.contents === 'empty') {
    empty = parser.parse(['endfor']);
    end = parser.nextToken();
  }
  return new ForNode(parser.source, names, sequence, isReversed, body, empty);
}
