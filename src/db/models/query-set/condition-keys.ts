import { FieldError } from '../../../core/errors/field-error.ts';
import { type Condition, ConditionTree } from '../../sql/conditions.ts';
import { type Expression, isExpression } from '../../sql/expression.ts';
import { longListOf } from '../../sql/long-list.ts';
import { Slot } from '../../sql/slot.ts';
import { identityOf } from '../expressions/shape-key.ts';
import { isInstance } from '../is-instance.ts';
import { beyondKey } from '../lookups/integer-limits.ts';
import { conditionsOf } from '../q.ts';
import { RelatedRef } from '../related-ref.ts';
import { type Askable, asQuery } from './askable.ts';
import { instanceKind } from './instance-kind.ts';
import type { KeyNode } from './key-tree.ts';
import type { Shape } from './shape.ts';

/** Lists longer than this are no shape worth keeping. */
const LONGEST_LIST = 64;

/**
 * The way that conditions lead from `node`: the same for those that differ only in their values, which are put into `values`. Undefined
 * when there is something in them that has no key. Goes through the conditions in the order in which `slotted()` does.
 */
export function conditionPath(
  given: readonly unknown[],
  values: unknown[],
  node: KeyNode<Shape>,
): KeyNode<Shape> | undefined {
  let at: KeyNode<Shape> | undefined = node;
  for (let i = 0; i < given.length; i++) {
    if (i > 0) at = at.aside(';')!;
    at = itemPath(given[i], values, at);
    if (at === undefined) return undefined;
  }
  return at;
}

function itemPath(item: unknown, values: unknown[], node: KeyNode<Shape>): KeyNode<Shape> | undefined {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return undefined;
  if (item instanceof ConditionTree) return treePath(item, values, node);
  if (isExpression(item)) return node.aside(item.shapeKey());
  let at = node;
  const conditions = item as Readonly<Record<string, unknown>>;
  for (const name in conditions) {
    if (!Object.hasOwn(conditions, name)) continue;
    const kind = valueKey(name, conditions[name], values);
    if (kind === undefined) return undefined;
    at = at.step(name).step(kind);
  }
  return at;
}

function treePath(tree: ConditionTree, values: unknown[], node: KeyNode<Shape>): KeyNode<Shape> | undefined {
  let at: KeyNode<Shape> | undefined = node.aside(`${tree.negated ? '!' : ''}${tree.connector}(`);
  for (const child of tree.children) {
    if (at === undefined) return undefined;
    if (child instanceof ConditionTree) at = treePath(child, values, at);
    else if (isExpression(child)) at = at.aside(child.shapeKey());
    else {
      const kind = valueKey(child[0], child[1], values);
      at = kind === undefined ? undefined : at.step(child[0]).step(kind);
    }
  }
  return at?.aside(')');
}

/** The kind of a value, which goes into `values` unless it is part of the shape. */
function valueKey(name: string, value: unknown, values: unknown[]): string | undefined {
  switch (typeof value) {
    case 'string':
      values.push(value);
      return 's';
    case 'number':
      values.push(value);
      return `n${beyondKey(value)}`;
    case 'bigint':
      values.push(value);
      return `i${beyondKey(value)}`;
    case 'boolean':
      return value ? 'T' : 'F';
    case 'object':
      return value === null ? 'N' : objectKey(name, value, values);
    default:
      return undefined;
  }
}

function objectKey(name: string, value: object, values: unknown[]): string | undefined {
  if (value instanceof RelatedRef) return valueKey(name, value.id, values);
  if (isInstance(value)) {
    values.push(value);
    return instanceKind(value);
  }
  const query = asQuery(value);
  if (query !== undefined) return queryKey(query, values);
  if (isExpression(value)) return value.shapeKey();
  if (Array.isArray(value)) return listKey(name, value, values);
  if (value instanceof Set) return undefined;
  values.push(value);
  return value instanceof Date ? 'd' : `o${identityOf(Object.getPrototypeOf(value) ?? Object.prototype)},`;
}

function queryKey(query: Askable, values: unknown[]): string | undefined {
  if (query.shapeId === undefined) return undefined;
  values.push(...query.values);
  return query.alias === undefined ? `q${query.shapeId}` : `q${query.shapeId}@${query.alias}`;
}

function listKey(name: string, list: readonly unknown[], values: unknown[]): string | undefined {
  const kind = name.endsWith('__in') ? longListOf(list) : undefined;
  if (kind !== undefined) {
    values.push(list);
    return `L${kind}`;
  }
  if (list.length > LONGEST_LIST) return undefined;
  let key = 'a';
  for (const item of list) {
    if (typeof item === 'object' && item !== null && (isExpression(item) || asQuery(item) !== undefined))
      return undefined;
    key += item === null ? 'N' : isInstance(item) ? instanceKind(item) : (typeof item)[0];
    key += beyondKey(item);
  }
  values.push(list);
  return key;
}

/** The conditions with slots where they have values; the values go into `values`. */
export function slotted(given: readonly unknown[], values: unknown[]): ConditionTree {
  return new ConditionTree(
    given.flatMap(conditionsOf).map((condition) => slottedCondition(condition, values)),
  );
}

function slottedCondition(condition: Condition, values: unknown[]): Condition {
  if (condition instanceof ConditionTree) {
    const children = condition.children.map((child) => slottedCondition(child, values));
    return new ConditionTree(children, condition.connector, condition.negated);
  }
  if (isExpression(condition)) return condition as Expression;
  const [name, value] = condition;
  if (value === undefined) {
    throw new FieldError(
      `The condition '${name}' has the value undefined.`,
      'For rows without a value, give null; to leave the condition out, leave out its name.',
    );
  }
  return [name, slottedValue(name, value, values)];
}

function slottedValue(name: string, value: unknown, values: unknown[]): unknown {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'function' || typeof value === 'symbol') {
    throw new FieldError(
      `The condition '${name}' has a ${typeof value} as its value.`,
      'Call it, or give its value.',
    );
  }
  if (value instanceof RelatedRef) return slot(value.id, values);
  if (typeof value !== 'object' || isInstance(value)) return slot(value, values);
  const query = asQuery(value);
  if (query !== undefined) {
    const offset = values.length;
    values.push(...query.values);
    const inner = query.query.mapSlots((one) => new Slot(one.index + offset, one.sample));
    inner.database = query.alias;
    return inner;
  }
  if (isExpression(value)) return value;
  if (value instanceof Set) return slottedValue(name, [...value], values);
  if (Array.isArray(value) && value.some((item) => isExpression(item) || asQuery(item) !== undefined)) {
    return value.map((item) => slottedValue(name, item, values));
  }
  return slot(value, values);
}

function slot(value: unknown, values: unknown[]): Slot {
  values.push(value);
  return new Slot(values.length - 1, value);
}
