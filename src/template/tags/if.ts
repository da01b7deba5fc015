import type { UnitBuilder } from '../compile/unit-builder.ts';
import type { Condition } from '../condition.ts';
import { parseCondition } from '../condition-parser.ts';
import { TemplateSyntaxError } from '../errors.ts';
import { CompiledNode } from '../nodes/compiled-node.ts';
import type { TemplateNode } from '../nodes/node.ts';
import type { NodeList } from '../nodes/node-list.ts';
import type { Parser } from '../parser.ts';
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

  constructor(source: TemplateSource, arms: readonly Arm[]) {
    super(source);
    this.arms = arms;
  }

  get childNodelists(): readonly NodeList[] {
    return this.arms.map((arm) => arm.body);
  }

  compile(unit: UnitBuilder): void {
    if (this.arms.length <= 2 && this.arms[1]?.condition === undefined) this.#compileSimple(unit);
    else this.#compileArms(unit);
  }

  #compileSimple(unit: UnitBuilder): void {
    const [first, last] = this.arms;
    unit.withLocals(1, (value) => {
      evaluate(unit, first!.condition!, value);
      unit.branch(
        `${value} === true || (${value} !== false && R.truth(${value}))`,
        () => unit.nodes(first!.body),
        last === undefined ? undefined : () => unit.nodes(last.body),
      );
    });
  }

  /** Side by side and not inside each other, so that any number of them is no deeper than one. */
  #compileArms(unit: UnitBuilder): void {
    unit.withLocals(2, (done, value) => {
      unit.code(`${done} = false;`);
      for (const { condition, body } of this.arms) {
        unit.branch(`!${done}`, () => {
          if (condition === undefined) return unit.nodes(body);
          evaluate(unit, condition, value);
          unit.branch(`R.truth(${value})`, () => {
            unit.code(`${done} = true;`);
            unit.nodes(body);
          });
        });
      }
    });
  }
}

/** A filter's argument that leads nowhere makes the condition false. */
function evaluate(unit: UnitBuilder, condition: Condition, target: string): void {
  if (!condition.mayMiss) condition.compile(unit, target);
  else unit.attempt(() => condition.compile(unit, target), `${target} = R.falseIfMissing(e);`);
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
      condition = parseCondition(current.splitContents().slice(1), parser);
    else {
      throw new TemplateSyntaxError(
        `Malformed template tag at line ${current.lineno}: "${current.contents}"`,
        "An {% if %} goes on with 'elif', 'else' or 'endif' alone.",
      );
    }
  }
}
