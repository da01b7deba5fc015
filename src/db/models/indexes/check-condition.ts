import { ModelDefinitionError } from '../errors.ts';

/** @throws ModelDefinitionError for a condition that is no Q, no lookups and no expression which is true or false */
export function checkCondition(what: string, condition: unknown): void {
  if (isCondition(condition)) return;
  throw new ModelDefinitionError(
    `${what}.condition must be a Q or a boolean expression.`,
    'Write it as condition: Q({ price__gt: 0 }).',
  );
}

function isCondition(condition: unknown): boolean {
  if (typeof condition !== 'object' || condition === null) return false;
  if ('resolveExpression' in condition) return 'conditional' in condition && condition.conditional === true;
  return 'children' in condition || Object.getPrototypeOf(condition) === Object.prototype;
}
