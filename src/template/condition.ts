import type { UnitBuilder } from './compile/unit-builder.ts';
import type { FilterExpression } from './filter-expression.ts';

/** A condition of `{% if %}`: writes the steps that leave its value in a local. */
export interface Condition {
  compile(unit: UnitBuilder, target: string): void;
  /** How many conditions deep it is. */
  readonly depth: number;
  /** Whether evaluating it can fail for a name that leads nowhere. */
  readonly mayMiss: boolean;
}

/** A variable or literal. A name that leads nowhere is None. */
export class Operand implements Condition {
  readonly expression: FilterExpression;
  readonly depth = 1;
  readonly mayMiss: boolean;

  constructor(expression: FilterExpression) {
    this.expression = expression;
    this.mayMiss = expression.filters.some(({ arg }) => arg?.isLookup);
  }

  compile(unit: UnitBuilder, target: string): void {
    unit.evaluate(this.expression, target, 'null');
  }
}

/** `a and b`, `a or b`: the second is looked at only when it counts. */
export class Logical implements Condition {
  readonly mayMiss = false;
  readonly depth: number;
  readonly operator: 'and' | 'or';
  readonly first: Condition;
  readonly second: Condition;

  constructor(operator: 'and' | 'or', first: Condition, second: Condition) {
    this.operator = operator;
    this.first = first;
    this.second = second;
    this.depth = 1 + Math.max(first.depth, second.depth);
  }

  compile(unit: UnitBuilder, target: string): void {
    unit.attempt(() => {
      this.first.compile(unit, target);
      const test = `R.truth(${target})`;
      unit.branch(this.operator === 'and' ? test : `!${test}`, () => this.second.compile(unit, target));
    }, `${target} = false;`);
  }
}

export class Negation implements Condition {
  readonly mayMiss = false;
  readonly depth: number;
  readonly operand: Condition;

  constructor(operand: Condition) {
    this.operand = operand;
    this.depth = 1 + operand.depth;
  }

  compile(unit: UnitBuilder, target: string): void {
    unit.attempt(() => {
      this.operand.compile(unit, target);
      unit.code(`${target} = !R.truth(${target});`);
    }, `${target} = false;`);
  }
}

/** What an operator does with its two values, in code. */
const COMPARISONS = {
  '==': (a: string, b: string) => `R.equal(${a}, ${b})`,
  '!=': (a: string, b: string) => `!R.equal(${a}, ${b})`,
  '<': (a: string, b: string) => `R.compare(${a}, ${b}) < 0`,
  '<=': (a: string, b: string) => `R.compare(${a}, ${b}) <= 0`,
  '>': (a: string, b: string) => `R.compare(${a}, ${b}) > 0`,
  '>=': (a: string, b: string) => `R.compare(${a}, ${b}) >= 0`,
  in: (a: string, b: string) => `R.contains(${a}, ${b})`,
  'not in': (a: string, b: string) => `!R.contains(${a}, ${b})`,
  is: (a: string, b: string) => `R.same(${a}, ${b})`,
  'is not': (a: string, b: string) => `!R.same(${a}, ${b})`,
} as const;

export type ComparisonOperator = keyof typeof COMPARISONS;

/** `a == b` and the like. Values that can't be compared, and operands that fail, make it false. */
export class Comparison implements Condition {
  readonly mayMiss = false;
  readonly depth: number;
  readonly operator: ComparisonOperator;
  readonly first: Condition;
  readonly second: Condition;

  constructor(operator: ComparisonOperator, first: Condition, second: Condition) {
    this.operator = operator;
    this.first = first;
    this.second = second;
    this.depth = 1 + Math.max(first.depth, second.depth);
  }

  compile(unit: UnitBuilder, target: string): void {
    unit.attempt(() => {
      unit.withLocals(1, (other) => {
        this.first.compile(unit, target);
        this.second.compile(unit, other!);
        unit.code(`${target} = ${COMPARISONS[this.operator](target, other!)};`);
      });
    }, `${target} = false;`);
  }
}
