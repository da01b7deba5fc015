import { type Expression, isExpression } from '../../sql/expression.ts';

/** Text that is equal for equal literals; undefined for values that have none. */
export function literalKey(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return value.length > 200 ? undefined : JSON.stringify(value);
    case 'number':
      return `n${Object.is(value, -0) ? '-0' : value}`;
    case 'bigint':
      return `i${value}`;
    case 'boolean':
    case 'undefined':
      return String(value);
    case 'object':
      return value === null ? 'null' : value instanceof Date ? `d${value.getTime()}` : undefined;
    default:
      return undefined;
  }
}

const ids = new WeakMap<object, number>();
let next = 0;

/** A number of its own for each class or field, as long as it lives. */
export function identityOf(thing: object): number {
  let id = ids.get(thing);
  if (id === undefined) {
    id = next++;
    ids.set(thing, id);
  }
  return id;
}

/** The key of an expression that is its class, its parts and some literals; undefined when one of these has none. */
export function compositeKey(expression: Expression, parts: readonly unknown[]): string | undefined {
  let key = `${identityOf(expression.constructor)}(`;
  for (const part of parts) {
    const own = isExpression(part) ? part.shapeKey() : literalKey(part);
    if (own === undefined) return undefined;
    key += `${own},`;
  }
  return `${key})`;
}
