import type { Expression } from './expression.ts';
import { AND, type Connector } from './where-node.ts';

/** A condition as a pair: `['title__icontains', 'x']`. */
export type Pair = readonly [lookup: string, value: unknown];
export type Condition = Pair | ConditionTree | Expression;

/**
 * Conditions as they were asked for, before names are resolved: what `filter()` and Q objects are made of.
 * Q itself (`models/q.ts`) is this with methods.
 */
export class ConditionTree {
  readonly connector: Connector;
  readonly negated: boolean;
  readonly children: readonly Condition[];

  constructor(children: readonly Condition[], connector: Connector = AND, negated = false) {
    this.connector = connector;
    this.negated = negated;
    this.children = children;
  }
}

export function isPair(condition: Condition): condition is Pair {
  return Array.isArray(condition);
}
