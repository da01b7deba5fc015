import { ConditionTree, isPair } from '../../sql/conditions.ts';
import { Expression } from '../../sql/expression.ts';

/** Every name that a condition or an expression reads, with its relations and lookups: `['author__name', 'title__gt']`. */
export function namesInExpressions(value: unknown): string[] {
  if (value instanceof ConditionTree) {
    return value.children.flatMap((child) =>
      isPair(child) ? [child[0], ...namesInExpressions(child[1])] : namesInExpressions(child),
    );
  }
  if (!(value instanceof Expression)) return typeof value === 'string' ? [] : namesInList(value);
  const own = 'name' in value && value.sources.length === 0 && isReference(value) ? [value.name] : [];
  return [...own, ...value.sources.flatMap(namesInExpressions)];
}

/** Whether an expression, or one inside of it, fulfils a condition. */
export function someExpression(value: unknown, holds: (expression: Expression) => boolean): boolean {
  if (value instanceof ConditionTree)
    return value.children.some((child) => someExpression(isPair(child) ? child[1] : child, holds));
  if (!(value instanceof Expression)) return false;
  return holds(value) || value.sources.some((source) => someExpression(source, holds));
}

function namesInList(value: unknown): string[] {
  return Array.isArray(value) ? value.flatMap(namesInExpressions) : [];
}

/** `F('title')`, the only expression that is nothing but a name. */
function isReference(value: Expression): value is Expression & { readonly name: string } {
  return 'toOuterRef' in value && typeof (value as { name?: unknown }).name === 'string';
}
