import { type Awaitable, isThenable } from '../utils/awaitable.ts';
import type { Context } from './context.ts';
import type { Engine } from './engine.ts';
import { RequestContext } from './request-context.ts';

/** Values for every template of a request: `(request) => ({ user: request.user })`. */
export type ContextProcessor = (request: never) => Awaitable<Readonly<Record<string, unknown>>>;

/**
 * Put under a request's variables what the processors give; variables of the view win.
 * @returns the depth to go back to afterwards; undefined when there was nothing to do
 */
export function applyContextProcessors(context: Context, engine: Engine): Awaitable<number | undefined> {
  if (!(context instanceof RequestContext)) return undefined;
  const given = engine.contextProcessors.map((processor) => processor(context.request as never));
  if (!given.some(isThenable)) return add(context, given as Readonly<Record<string, unknown>>[]);
  return Promise.all(given).then((all) => add(context, all));
}

function add(context: Context, given: readonly Readonly<Record<string, unknown>>[]): number {
  const view = context.flatten();
  const depth = context.push(Object.assign({}, ...given));
  for (const [name, value] of view) context.set(name, value);
  return depth;
}
