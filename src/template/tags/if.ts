import { isThenable } from '../../utils/awaitable.ts';
import type { UnitBuilder } from '../compile/unit-builder.ts';
import type { Condition } from '../condition.ts';
import { parseCondition } from '../condition-parser.ts';
import type { Context } from '../context.ts';
import { TemplateSyntaxError } from '../errors.ts';
import { CompiledNode } from '../nodes/compiled-node.ts';
import type { TemplateNode } from '../nodes/node.ts';
import type { NodeList } from '../nodes/node-list.ts';
import type { Parser } from '../parser.ts';
import type { Pieces } from '../streaming/pieces.ts';
import { listOf, streamNodes } from '../streaming/stream-nodes.ts';
import type { TemplateSource } from '../template-source.ts';
import type { Token } from '../token.ts';

/** One arm of an `{% if %}`; the last has no condition when it is the `{% else %}`. */
interface Arm {
  readonly condition: Condition | undefined;
  readonly body: NodeList;
}

/** `{% if %}…{% elif %}…{% else %}…{% endif %}`. */
export class IfNode extends CompiledNode {
  readonly arms: readonly Arm[];
  readonly assigns = [];
  #choice: NodeList | undefined;

  constructor(source: TemplateSource, arms: readonly Arm[]) {
    super(source);
    this.arms = arms;
  }

  get childNodelists(): readonly NodeList[] {
    return this.arms.map((arm) => arm.body);
  }

  compile(unit: UnitBuilder): void {
    this.compileArms(unit, (arm) => unit.nodes(arm.body));
  }

  *stream(context: Context, token?: Token): Pieces {
    this.#choice ??= listOf(new ArmChoice(this), this.source, token);
    const chosen = this.#choice.render(context);
    const arm = this.arms[Number((isThenable(chosen) ? yield chosen : chosen) || -1)];
    if (arm !== undefined) yield* streamNodes(arm.body, context);
  }

  /** @param write writes what is done when an arm is the one */
  compileArms(unit: UnitBuilder, write: (arm: Arm) => void): void {
    if (this.arms.length <= 2 && this.arms[1]?.condition === undefined) this.#compileSimple(unit, write);
    else this.#compileMany(unit, write);
  }

  #compileSimple(unit: UnitBuilder, write: (arm: Arm) => void): void {
    const [first, last] = this.arms;
    unit.withLocals(1, (value) => {
      evaluate(unit, first!.condition!, value);
      unit.branch(
        `${value} === true || (${value} !== false && R.truth(${value}))`,
        () => write(first!),
        last === undefined ? undefined : () => write(last),
      );
    });
  }

  /** Side by side and not inside each other, so that any number of them is no deeper than one. */
  #compileMany(unit: UnitBuilder, write: (arm: Arm) => void): void {
    unit.withLocals(2, (done, value) => {
      unit.code(`${done} = false;`);
      for (const arm of this.arms) {
        const { condition } = arm;
        unit.branch(`!${done}`, () => {
          if (condition === undefined) return write(arm);
          evaluate(unit, condition, value);
          unit.branch(`R.truth(${value})`, () => {
            unit.code(`${done} = true;`);
            write(arm);
          });
        });
      }
    });
  }
}

/** The number of the arm whose condition holds, as text; nothing when none does. */
class ArmChoice extends CompiledNode {
  readonly #node: IfNode;

  constructor(node: IfNode) {
    super(node.source);
    this.#node = node;
  }

  compile(unit: UnitBuilder): void {
    this.#node.compileArms(unit, (arm) => unit.text(String(this.#node.arms.indexOf(arm))));
  }
}

/** A filter's argument that leads nowhere makes the condition false. */
function evaluate(unit: UnitBuilder, condition: Condition, target: string): void {
  if (!condition.mayMiss) condition.compile(unit, target);
  else unit.attempt(() => condition.compile(unit, target), `${target} = R.falseIfMissing(e);`);
}

function malformed({ lineno, contents }: Token): never {
  throw new TemplateSyntaxError(
    `Malformed template tag at line ${lineno}: "${contents}"`,
    "An {% if %} goes on with 'elif', 'else' or 'endif' alone.",
  );
}

export function ifTag(parser: Parser, token: Token): TemplateNode {
  const arms: Arm[] = [];
  let condition: Condition | undefined = parseCondition(token.splitContents().slice(1), parser);
  let current = token;
  for (;;) {
    const body = parser.parse(condition === undefined ? ['endif'] : ['elif', 'else', 'endif']);
    arms.push({ condition, body });
    current = parser.nextToken();
    if (current.contents === 'endif') return new IfNode(parser.source, arms);
    if (current.contents === 'else') condition = undefined;
    else if (current.contents.startsWith('elif'))
      condition = parser.at(current, () => parseCondition(current.splitContents().slice(1), parser));
    else parser.at(current, () => malformed(current));
  }
}
