import { ConditionTree } from '../../sql/conditions.ts';
import { isExpression } from '../../sql/expression.ts';
import { OrderBy } from '../../sql/order-by.ts';
import * as comparison from '../functions/comparison.ts';
import * as dates from '../functions/dates.ts';
import * as math from '../functions/math.ts';
import * as text from '../functions/text.ts';
import { CombinedExpression } from './combined-expression.ts';
import { ExpressionWrapper } from './expression-wrapper.ts';
import { F } from './f.ts';
import { Func } from './func.ts';
import { RawSQL } from './raw-sql.ts';
import { Value } from './value.ts';

/** How an expression is written: a call of something that `jango/db` exports, or a method of another expression. */
export type ExpressionParts =
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly unknown[] }
  | {
      readonly kind: 'method';
      readonly on: unknown;
      readonly name: string;
      readonly args: readonly unknown[];
    };

/** The functions that `functions` of `jango/db` has. */
const FUNCTIONS: Readonly<Record<string, unknown>> = { ...comparison, ...dates, ...math, ...text };

/** Methods by the connector that they write. */
const ARITHMETIC: Readonly<Record<string, string>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'div',
  '%': 'mod',
  '^': 'pow',
  '&': 'bitand',
  '|': 'bitor',
  '#': 'bitxor',
  '<<': 'bitleftshift',
  '>>': 'bitrightshift',
};

/** What an expression is made of; undefined for one of a kind that cannot be told so. */
export function takeApart(value: unknown): ExpressionParts | undefined {
  if (value instanceof ConditionTree) return treeParts(value);
  if (!isExpression(value)) return undefined;
  const { given } = value as unknown as { given?: unknown };
  const options = given === undefined ? [] : [{ outputField: given }];
  if (isOf(value, F)) return { kind: 'call', name: 'F', args: [(value as { name?: unknown }).name] };
  if (isOf(value, Value)) {
    return { kind: 'call', name: 'Value', args: [(value as { value?: unknown }).value, ...options] };
  }
  if (isOf(value, RawSQL)) {
    const { sql, params } = value as unknown as { sql: string; params: readonly unknown[] };
    return { kind: 'call', name: 'RawSQL', args: [sql, params, ...options] };
  }
  if (isOf(value, ExpressionWrapper)) {
    return { kind: 'call', name: 'ExpressionWrapper', args: [value.sources?.[0], ...options] };
  }
  if (value instanceof CombinedExpression) {
    const name = ARITHMETIC[value.connector];
    return name === undefined || given !== undefined
      ? undefined
      : { kind: 'method', on: value.lhs, name, args: [value.rhs] };
  }
  if (value instanceof OrderBy) return orderParts(value);
  return value instanceof Func ? functionParts(value) : undefined;
}

/** `Q({ a: 1 })`, `Q(...).or(...)`, `Q(...).not()`. */
function treeParts(tree: ConditionTree): ExpressionParts {
  const { children, connector, negated } = tree;
  if (negated) {
    const [only] = children;
    const on =
      children.length === 1 && only instanceof ConditionTree ? only : new ConditionTree(children, connector);
    return { kind: 'method', on, name: 'not', args: [] };
  }
  if (connector !== 'AND' && children.length > 1) {
    const [first, ...rest] = children.map((child) =>
      child instanceof ConditionTree ? child : new ConditionTree([child]),
    );
    return { kind: 'method', on: first, name: connector === 'OR' ? 'or' : 'xor', args: rest };
  }
  const args: unknown[] = [];
  for (const child of children) {
    if (!Array.isArray(child)) args.push(child);
    else {
      const [lookup, value] = child as readonly [string, unknown];
      const last = args.at(-1);
      if (isPlain(last) && !(lookup in last)) last[lookup] = value;
      else args.push({ [lookup]: value });
    }
  }
  return { kind: 'call', name: 'Q', args };
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function orderParts(order: OrderBy): ExpressionParts {
  const { expression, descending, nulls } = order;
  const options = nulls === undefined ? {} : nulls === 'first' ? { nullsFirst: true } : { nullsLast: true };
  const args = Object.keys(options).length === 0 ? [] : [options];
  return { kind: 'method', on: expression, name: descending ? 'desc' : 'asc', args };
}

/** A function, when its arguments and options are all that it is made of: making it again has to give the same. */
function functionParts(value: Func): ExpressionParts | undefined {
  const name = value.constructor === Func ? 'Func' : functionName(value);
  if (name === undefined) return undefined;
  const { options } = value as unknown as { options: Readonly<Record<string, unknown>> };
  const args = [...value.sources, ...(Object.keys(options).length === 0 ? [] : [options])];
  const Type = value.constructor as new (...given: readonly unknown[]) => Func;
  const key = value.shapeKey();
  if (key === undefined || new Type(...args).shapeKey() !== key) return undefined;
  return { kind: 'call', name, args };
}

function functionName(value: Func): string | undefined {
  const found = Object.entries(FUNCTIONS).find(([, type]) => isClassOf(type, value));
  return found === undefined ? undefined : `functions.${found[0]}`;
}

function isClassOf(type: unknown, value: object): boolean {
  return (
    typeof type === 'function' && (type.prototype as object | undefined)?.constructor === value.constructor
  );
}

/** Whether a value is of this class itself, which may be callable without `new`. */
function isOf(value: object, type: unknown): boolean {
  return isClassOf(type, value);
}
