import { compileLookups } from '../compile/compile-expression.ts';
import type { UnitBuilder } from '../compile/unit-builder.ts';
import type { Context } from '../context.ts';
import { TemplateSyntaxError } from '../errors.ts';
import type { FilterExpression } from '../filter-expression.ts';
import { CompiledNode } from '../nodes/compiled-node.ts';
import type { TemplateNode } from '../nodes/node.ts';
import type { NodeList } from '../nodes/node-list.ts';
import type { Parser } from '../parser.ts';
import type { Pieces } from '../streaming/pieces.ts';
import { listOf, streamNodes, streamText } from '../streaming/stream-nodes.ts';
import type { TemplateSource } from '../template-source.ts';
import type { Token } from '../token.ts';
import { tokenKwargs } from './keyword-arguments.ts';

/** `{% with a=b c=d %}…{% endwith %}`: names for values, worked out once. */
export class WithNode extends CompiledNode {
  readonly values: ReadonlyMap<string, FilterExpression>;
  readonly nodelist: NodeList;
  readonly assigns = [];
  #values: NodeList | undefined;

  constructor(source: TemplateSource, values: ReadonlyMap<string, FilterExpression>, nodelist: NodeList) {
    super(source);
    this.values = values;
    this.nodelist = nodelist;
  }

  *stream(context: Context, token?: Token): Pieces {
    this.#values ??= listOf(new ValuesNode(this), this.source, token);
    const depth = context.push();
    try {
      yield* streamText(this.#values.render(context));
      yield* streamNodes(this.nodelist, context);
    } finally {
      context.popTo(depth);
    }
  }

  compile(unit: UnitBuilder): void {
    const names = [...this.values.keys()];
    unit.withLocals(names.length + 1, (depth, ...locals) => {
      this.compileValues(unit, locals, () => unit.code(`${depth} = c.push();`));
      unit.withBindings(this.#bindings(names, locals), () => unit.nodes(this.nodelist));
      unit.code(`c.popTo(${depth});`);
    });
  }

  /** Work the values out, then give them their names. */
  compileValues(unit: UnitBuilder, locals: readonly string[], between: () => void): void {
    for (const [i, expression] of [...this.values.values()].entries())
      compileValue(unit, expression, locals[i]!);
    between();
    for (const [i, name] of [...this.values.keys()].entries())
      unit.code(`c.set(${unit.constant(name)}, ${locals[i]});`);
  }

  #bindings(names: readonly string[], locals: readonly string[]): [name: string, code: string | undefined][] {
    const assigned = this.nodelist.assignedNames();
    return names.map((name, i) => [
      name,
      assigned === undefined || assigned.has(name) ? undefined : locals[i],
    ]);
  }
}

/** Prints nothing, and sets the names in the scope that is open. */
class ValuesNode extends CompiledNode {
  readonly #node: WithNode;

  constructor(node: WithNode) {
    super(node.source);
    this.#node = node;
  }

  compile(unit: UnitBuilder): void {
    unit.withLocals(this.#node.values.size, (...locals) =>
      this.#node.compileValues(unit, locals, () => undefined),
    );
  }
}

/** QuerySets are kept as they are, so that they can still be counted or filtered. */
function compileValue(unit: UnitBuilder, expression: FilterExpression, target: string): void {
  if (expression.filters.length > 0 || !expression.isVariable) {
    unit.evaluate(expression, target);
    return;
  }
  compileLookups(unit, expression.variable, target);
  unit.wait(target, target, 'lookup');
  const name = unit.constant(expression.variable.text);
  unit.code(`if (typeof ${target} === 'symbol') ${target} = R.invalid(${target}, c, ${name});`);
}

export function withTag(parser: Parser, token: Token): TemplateNode {
  const bits = token.splitContents();
  const rest = bits.slice(1);
  const values = tokenKwargs(rest, parser, true);
  if (values.size === 0)
    throw new TemplateSyntaxError(
      `'${bits[0]}' expected at least one variable assignment.`,
      'Write name=value, without spaces around the sign.',
    );
  if (rest.length > 0) throw new TemplateSyntaxError(`'${bits[0]}' received an invalid token: '${rest[0]}'`);
  const nodelist = parser.parse(['endwith']);
  parser.deleteFirstToken();
  return new WithNode(parser.source, values, nodelist);
}
