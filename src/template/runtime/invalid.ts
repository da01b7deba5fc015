import type { Context } from '../context.ts';
import { VariableDoesNotExist } from '../errors.ts';
import { FAILED, MISSING } from './marks.ts';

function stringIfInvalid(context: Context): string {
  return context.engine?.stringIfInvalid ?? '';
}

/** What a mark prints as. A mark that reaches the output has lost its name, so `%s` stands for nothing. */
export function printInvalid(mark: symbol, context: Context): string {
  return String(invalid(mark, context, ''));
}

/** The value a mark stands for: the engine's `string_if_invalid`, in which `%s` is the variable. */
export function invalid(mark: unknown, context: Context, name: string): unknown {
  const text = stringIfInvalid(context);
  return mark === MISSING ? text.replace('%s', () => name) : text;
}

export function isMissing(value: unknown): boolean {
  return value === MISSING;
}

/** For tags that take a missing variable as None. */
export function missingAsNull(mark: unknown, context: Context): unknown {
  return mark === FAILED ? stringIfInvalid(context) : null;
}

/** A filter's argument has to exist. */
export function requireArgument(mark: unknown, context: Context, name: string): unknown {
  if (mark === FAILED) return stringIfInvalid(context);
  throw new VariableDoesNotExist(name, name);
}

/** What a condition is whose evaluation failed: false when a name led nowhere; other errors are thrown on. */
export function falseIfMissing(error: unknown): false {
  if (error instanceof VariableDoesNotExist) return false;
  throw error;
}
