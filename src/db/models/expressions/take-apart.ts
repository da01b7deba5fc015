import { ConditionTree } from '../../sql/conditions.ts';
import { isExpression } from '../../sql/expression.ts';
import { OrderBy } from '../../sql/order-by.ts';
import { KeyTextTransform } from '../lookups/json.ts';
import { Case, When } from './case.ts';
import { CombinedExpression } from './combined-expression.ts';
import { ExpressionWrapper } from './expression-wrapper.ts';
import { F, OuterRef } from './f.ts';
import { Func } from './func.ts';
import { RawSQL } from './raw-sql.ts';
import { NegatedExpression } from './subquery.ts';
import { Value } from './value.ts';
import { Window } from './window.ts';
import { RowRange, ValueRange, WindowFrame } from './window-frame.ts';
import { argumentsOf, exportedName, isClassOf, said } from './written-functions.ts';

/** How an expression is written: a call of something that `jango/db` exports, or a method of another expression. */
export type ExpressionParts =
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly unknown[] }
  | {
      readonly kind: 'method';
      readonly on: unknown;
      readonly name: string;
      readonly args: readonly unknown[];
    };

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
  if (value instanceof WindowFrame) return frameParts(value);
  if (!isExpression(value)) return undefined;
  const { given } = value as unknown as { given?: unknown };
  const options = given === undefined ? [] : [{ outputField: given }];
  if (isClassOf(F, value)) return { kind: 'call', name: 'F', args: [(value as { name?: unknown }).name] };
  if (isClassOf(OuterRef, value)) {
    return { kind: 'call', name: 'OuterRef', args: [(value as { name?: unknown }).name] };
  }
  if (isClassOf(Value, value)) {
    return { kind: 'call', name: 'Value', args: [(value as { value?: unknown }).value, ...options] };
  }
  if (isClassOf(RawSQL, value)) {
    const { sql, params } = value as unknown as { sql: string; params: readonly unknown[] };
    return { kind: 'call', name: 'RawSQL', args: [sql, params, ...options] };
  }
  if (isClassOf(ExpressionWrapper, value)) {
    return { kind: 'call', name: 'ExpressionWrapper', args: [value.sources?.[0], ...options] };
  }
  if (value instanceof CombinedExpression) {
    const name = ARITHMETIC[value.connector];
    return name === undefined || given !== undefined
      ? undefined
      : { kind: 'method', on: value.lhs, name, args: [value.rhs] };
  }
  if (value instanceof OrderBy) return orderParts(value);
  if (value instanceof NegatedExpression) {
    return { kind: 'method', on: value.expression, name: 'not', args: [] };
  }
  if (isClassOf(When, value)) {
    const { condition, result } = value as When;
    return { kind: 'call', name: 'When', args: [condition, { then: result }] };
  }
  if (isClassOf(Case, value)) return caseParts(value as Case);
  if (isClassOf(Window, value)) return windowParts(value as Window);
  if (value instanceof KeyTextTransform) return keyParts(value);
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

/** The default is said unless it is NULL. */
function caseParts(value: Case): ExpressionParts {
  const { cases, otherwise } = value;
  const isNull = isClassOf(Value, otherwise) && (otherwise as Value).value === null;
  const options = said({ default: isNull ? undefined : otherwise, outputField: value['given'] });
  return { kind: 'call', name: 'Case', args: [...cases, ...options] };
}

function windowParts(value: Window): ExpressionParts {
  const { expression, partitionBy, orderBy, frame } = value;
  const options = said({
    partitionBy: partitionBy.length === 0 ? undefined : partitionBy,
    orderBy: orderBy.length === 0 ? undefined : orderBy,
    frame,
    outputField: value['given'],
  });
  return { kind: 'call', name: 'Window', args: [expression, ...options] };
}

function frameParts(frame: WindowFrame): ExpressionParts | undefined {
  const Type = [RowRange, ValueRange].find((type) => isClassOf(type, frame));
  if (Type === undefined) return undefined;
  const { start, end, exclusion } = frame;
  const name = Type === RowRange ? 'RowRange' : 'ValueRange';
  return {
    kind: 'call',
    name,
    args: said({ start: start ?? undefined, end: end ?? undefined, exclusion }),
  };
}

/** A function, where its arguments are known. */
function functionParts(value: Func): ExpressionParts | undefined {
  const name = value.constructor === Func ? 'Func' : exportedName(value);
  const args = name === undefined ? undefined : argumentsOf(name, value);
  return args === undefined ? undefined : { kind: 'call', name: name!, args };
}

/** `functions.KT('data__owner__name')`. */
function keyParts(value: KeyTextTransform): ExpressionParts | undefined {
  const { keys, column } = value.path();
  if (!isClassOf(F, column) || keys.some((key) => key.includes('__'))) return undefined;
  return { kind: 'call', name: 'functions.KT', args: [[(column as F).name, ...keys].join('__')] };
}
