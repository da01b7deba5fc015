import { FieldError } from '../../core/errors/field-error.ts';
import { shownValue } from '../../utils/shown-value.ts';
import { promoteJoins } from '../sql/aliases.ts';
import { buildTree } from '../sql/build-filter.ts';
import { type Condition, ConditionTree } from '../sql/conditions.ts';
import { type Expression, isExpression, type ResolveOptions } from '../sql/expression.ts';
import type { Query } from '../sql/query.ts';
import { AND, type Connector, OR, XOR } from '../sql/where-node.ts';
import { callable } from './expressions/callable.ts';
import { literalKey } from './expressions/shape-key.ts';
import { bakedConditions } from './query-set/baked-conditions.ts';
import type { OutputMark, Typed } from './types/expression.ts';

declare const outputType: OutputMark;

/** Asks a database about conditions; `check-values.ts`, which knows queries of values, fills it in. */
export const checkValues: {
  of(condition: unknown, against: object, using: string | undefined): Promise<boolean | undefined>;
} = { of: () => Promise.resolve(undefined) };

/**
 * Conditions with logic: `Q({ title__contains: 'a' }).or(Q({ content__contains: 'a' })).not()`.
 * The conditions of one object all have to hold.
 */
class QObject extends ConditionTree implements Typed<boolean> {
  declare readonly [outputType]?: boolean;

  constructor(...conditions: readonly unknown[]) {
    const [only] = conditions;
    if (conditions.length === 1 && only instanceof ConditionTree && !(only instanceof QObject)) {
      super(only.children, only.connector, only.negated);
    } else {
      super(conditions.flatMap(sortedConditions));
    }
  }

  and(...others: readonly unknown[]): QObject {
    return this.#combined(AND, others);
  }

  or(...others: readonly unknown[]): QObject {
    return this.#combined(OR, others);
  }

  /** An odd number of the conditions holds. */
  xor(...others: readonly unknown[]): QObject {
    return this.#combined(XOR, others);
  }

  not(): QObject {
    return new QObject(new ConditionTree(this.children, this.connector, !this.negated));
  }

  /** Whether the conditions are the same, in the same order, joined in the same way. */
  equals(other: unknown): boolean {
    if (!(other instanceof QObject)) return false;
    const key = treeKey(this);
    return key === undefined ? this === other : key === treeKey(other);
  }

  /**
   * Whether the conditions hold for values, as a database sees it: `await Q({ price__gt: 5 }).check({ price: 6 })`. What is
   * neither true nor false, because a value is null, holds.
   * @param options.using alias of the database that is asked
   */
  async check(against: object, options: { using?: string } = {}): Promise<boolean> {
    return (await checkValues.of(this, against, options.using)) !== false;
  }

  #combined(connector: Connector, others: readonly unknown[]): QObject {
    return others.reduce<QObject>((left, other) => {
      const right = other instanceof QObject ? other : new QObject(other);
      if (right.children.length === 0) return left;
      if (left.children.length === 0) return right;
      const children = [left, right].flatMap((tree) =>
        !tree.negated && (tree.connector === connector || tree.children.length === 1)
          ? tree.children
          : [tree],
      );
      return new QObject(new ConditionTree(children, connector));
    }, this);
  }

  /** As an expression: a condition in When, in `filter` of an aggregate, in annotate. */
  resolveExpression(query: Query, options: ResolveOptions = {}): Expression {
    const [clause, needed] = buildTree(query, bakedConditions(this), {
      reuse: options.reuse,
      allowJoins: options.allowJoins ?? true,
      splitSubqueries: false,
      summarize: options.summarize ?? false,
    });
    // What the condition needs doesn't narrow the rows that it is asked of.
    promoteJoins(query, needed);
    return clause;
  }

  get conditional(): true {
    return true;
  }

  shapeKey(): string | undefined {
    return treeKey(this);
  }

  /** Names in it as read from a model that these relations away. */
  withPrefix(prefix: string): QObject {
    return new QObject(prefixed(this, prefix));
  }
}

function prefixed(tree: ConditionTree, prefix: string): ConditionTree {
  const children = tree.children.map((child): Condition => {
    if (child instanceof ConditionTree) return prefixed(child, prefix);
    return Array.isArray(child) ? ([`${prefix}${child[0]}`, child[1]] as const) : child;
  });
  return new ConditionTree(children, tree.connector, tree.negated);
}

function treeKey(tree: ConditionTree): string | undefined {
  let key = `Q${tree.negated ? '!' : ''}${tree.connector}(`;
  for (const child of tree.children) {
    let own: string | undefined;
    if (child instanceof ConditionTree) own = treeKey(child);
    else if (!Array.isArray(child)) own = (child as Expression).shapeKey();
    else {
      const value = isExpression(child[1]) ? child[1].shapeKey() : literalKey(child[1]);
      own = value === undefined ? undefined : `${JSON.stringify(child[0])}:${value}`;
    }
    if (own === undefined) return undefined;
    key += `${own},`;
  }
  return `${key})`;
}

/** By name, as Django's, so that a constraint whose condition is written in another order is the same one. */
function sortedConditions(given: unknown): readonly Condition[] {
  const conditions = conditionsOf(given);
  // More than one come from an object alone.
  if (conditions.length < 2) return conditions;
  return [...(conditions as (readonly [string, unknown])[])].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** What `filter()` and Q take: an object of lookups, a Q, or an expression that is a condition. */
export function conditionsOf(given: unknown): readonly Condition[] {
  if (given instanceof ConditionTree) return [given];
  if (isExpression(given)) return [given];
  if (isPairArray(given)) return [given];
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new FieldError(
      `Conditions have to be an object of lookups, a Q or an expression; this is ${shownValue(given)}.`,
      "Write filter({ title: 'x' }).",
    );
  }
  return Object.entries(given).map(([lookup, value]) => [lookup, value] as const);
}

function isPairArray(given: unknown): given is readonly [string, unknown] {
  return Array.isArray(given) && given.length === 2 && typeof given[0] === 'string';
}

export type Q = QObject;
export const Q = callable<typeof QObject & ((...conditions: readonly unknown[]) => Q)>(QObject);
