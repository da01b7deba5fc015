import { type Awaitable, isThenable } from '../utils/awaitable.ts';
import type { Context } from './context.ts';
import type { Engine } from './engine.ts';
import { RequestContext } from './request-context.ts';

/** Values for every template of a request: `(request) => ({ user: request.user })`. */
export type ContextProcessor = (request: never) => Awaitable<Readonly<Record<string, unknown>>>;

/**
 * Put what the processors give over the variables that a request's context was made with, and under those pushed since.
 * @returns the depth to go back to afterwards; undefined when there was nothing to do
 */
export function applyContextProcessors(context: Context, engine: Engine): Awaitable<number | undefined> {
  if (!(context instanceof RequestContext)) return undefined;
  const given = [...engine.contextProcessors, ...context.processors].map((processor) =>
    processor(context.request as never),
  );
  if (!given.some(isThenable)) return add(context, given as Readonly<Record<string, unknown>>[]);
  return Promise.all(given).then((all) => add(context, all));
}

function add(context: Context, given: readonly Readonly<Record<string, unknown>>[]): number {
  const view = context.flatten(1);
  const depth = context.push(Object.assign({}, ...given));
  for (const [name, value] of view) context.set(name, value);
  return depth;
}
