import { settings } from '../conf/configure.ts';
import { ImproperlyConfigured } from '../core/errors/improperly-configured.ts';
import type { GetResponse, Middleware, MiddlewareHooks } from '../middleware/middleware.ts';
import { MiddlewareNotUsed } from '../middleware/middleware-not-used.ts';
import { importString } from '../utils/import-string.ts';
import { guarded } from './guarded.ts';

/** Hooks of the middleware, in the order in which they are asked. */
export interface ViewHooks {
  readonly processView: NonNullable<MiddlewareHooks['processView']>[];
  readonly processException: NonNullable<MiddlewareHooks['processException']>[];
  readonly processTemplateResponse: NonNullable<MiddlewareHooks['processTemplateResponse']>[];
  /** Databases of which each call of a view is a transaction. */
  readonly atomicAliases: readonly string[];
}

/**
 * Put the middleware of MIDDLEWARE around the innermost handler, the first of the list outermost.
 * @param hooks is filled with what the middleware wants to know of views
 * @throws ImproperlyConfigured for a middleware that isn't one
 */
export async function loadMiddleware(innermost: GetResponse, hooks: ViewHooks): Promise<GetResponse> {
  let chain = guarded(innermost);
  for (const reference of [...settings.MIDDLEWARE].reverse()) {
    const made = await make(reference, chain);
    if (made === undefined) continue;
    if (typeof made === 'function') {
      chain = guarded(made);
      continue;
    }
    chain = guarded((request) => made.handle(request));
    if (made.processView) hooks.processView.unshift(made.processView.bind(made));
    if (made.processException) hooks.processException.push(made.processException.bind(made));
    if (made.processTemplateResponse)
      hooks.processTemplateResponse.push(made.processTemplateResponse.bind(made));
  }
  return chain;
}

async function make(
  reference: string,
  chain: GetResponse,
): Promise<GetResponse | MiddlewareHooks | undefined> {
  const middleware = await importString(reference);
  if (typeof middleware !== 'function') {
    throw new ImproperlyConfigured(
      `MIDDLEWARE names '${reference}', which is not a function.`,
      'A middleware is a function that takes getResponse and gives back a function of the request.',
    );
  }
  try {
    const made: unknown = await (middleware as Middleware)(chain);
    if (typeof made === 'function') return made as GetResponse;
    if (typeof made === 'object' && made !== null && 'handle' in made) return made as MiddlewareHooks;
    throw new ImproperlyConfigured(
      `The middleware '${reference}' gave back ${made === undefined ? 'nothing' : `a ${typeof made}`} when it was made.`,
      'It has to give back a function of the request, or an object with `handle`.',
    );
  } catch (error) {
    if (error instanceof MiddlewareNotUsed) return undefined;
    throw error;
  }
}
