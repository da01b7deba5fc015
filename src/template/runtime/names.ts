import { snakeToCamel } from '../../utils/case.ts';
import type { Context } from '../context.ts';
import { callIfCallable } from './call.ts';
import { MISSING } from './marks.ts';

/** The first step of a lookup: a name of the context, in camelCase if the snake_case one is not there. */
export function root(context: Context, name: string): unknown {
  const value = context.get(name);
  if (value !== undefined) return typeof value === 'function' ? callIfCallable(value, undefined) : value;
  if (!name.includes('_')) return MISSING;
  return bound(context.get(snakeToCamel(name)));
}

/** The value of a name that was read before: called if it can be, looked for in camelCase if it is not there. */
export function rootValue(value: unknown, context: Context, name: string): unknown {
  if (typeof value === 'function') return callIfCallable(value, undefined);
  return value === undefined ? root(context, name) : value;
}

/** A value of the context, called if it can be. */
export function bound(value: unknown): unknown {
  if (value === undefined) return MISSING;
  return typeof value === 'function' ? callIfCallable(value, undefined) : value;
}
