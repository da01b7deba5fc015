import type { UnitBuilder } from '../compile/unit-builder.ts';
import { TemplateSyntaxError } from '../errors.ts';
import type { FilterExpression } from '../filter-expression.ts';
import { CompiledNode } from '../nodes/compiled-node.ts';
import type { TemplateNode } from '../nodes/node.ts';
import type { NodeList } from '../nodes/node-list.ts';
import type { Parser } from '../parser.ts';
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
    unit.code(`${state} = R.openLoop(c, ${list}); ${turn} = 0;`);
    unit.loop(`${turn} < ${state}.length`, () => {
      unit.code(`c.popTo(${state}.depth + 1); ${state}.loop.counter0 = ${turn};`);
      if (this.names.length === 1) {
        unit.code(`${state}.scope.set(${unit.constant(this.names[0])}, ${list}[${turn}]);`);
      } else {
        unit.withLocals(1, (values) => {
          unit.code(`${values} = R.unpack(${list}[${turn}], ${this.names.length});`);
          for (const [i, name] of this.names.entries()) {
            unit.code(`${state}.scope.set(${unit.constant(name)}, ${values}[${i}]);`);
          }
        });
      }
      unit.code(`${turn}++;`);
      unit.nodes(this.body);
    });
    unit.code(`c.popTo(${state}.depth);`);
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
