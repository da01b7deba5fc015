import { isExpression } from '../../sql/expression.ts';
import { literalKey } from '../expressions/shape-key.ts';

/** The key of a method and its arguments; undefined when one of these has none. */
export function keyOf(method: string, parts: readonly unknown[]): string | undefined {
  let key = method;
  for (const part of parts) {
    const own = isExpression(part) ? part.shapeKey() : literalKey(part);
    if (own === undefined) return undefined;
    key += `:${own}`;
  }
  return key;
}
