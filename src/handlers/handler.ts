import { settings } from '../conf/configure.ts';
import { storages } from '../core/files/storages.ts';
import type { HttpRequest } from '../http/request.ts';
import type { HttpResponseBase } from '../http/response-base.ts';
import { getResolver, loadUrlconf } from '../urls/get-resolver.ts';
import type { Awaitable } from '../utils/awaitable.ts';
import { setScriptPrefix } from '../utils/script-prefix.ts';
import { aliasesOfAtomicRequests } from './atomic-view.ts';
import { callView } from './call-view.ts';
import { loadMiddleware, type ViewHooks } from './load-middleware.ts';
import { pinningReads } from './pin-reads.ts';
import { recordingQueries } from './record-queries.ts';

/** A whole site: a request in, a response out. It never throws, save with DEBUG_PROPAGATE_EXCEPTIONS. */
export type Handler = (request: HttpRequest) => Awaitable<HttpResponseBase>;

/**
 * Compose the site's handler: load the URL patterns and the middleware, once. What is loaded is that of the settings at this moment;
 * ROOT_URLCONF is looked up again for each request, so tests may override it with one that is loaded.
 */
export async function getHandler(): Promise<Handler> {
  setScriptPrefix(settings.FORCE_SCRIPT_NAME ?? '/');
  await loadUrlconf();
  await storages.load();
  const hooks: ViewHooks = {
    processView: [],
    processException: [],
    processTemplateResponse: [],
    atomicAliases: aliasesOfAtomicRequests(),
  };
  const handler = await loadMiddleware((request) => callView(getResolver, hooks, request), hooks);
  const pinned = settings.DATABASE_ROUTERS.length > 0 ? pinningReads(handler) : handler;
  return showsQueries() ? recordingQueries(pinned) : pinned;
}

/** Whether templates may ask for the statements of a request. */
function showsQueries(): boolean {
  if (!settings.DEBUG) return false;
  return settings.TEMPLATES.some(({ OPTIONS }) =>
    ((OPTIONS?.['contextProcessors'] ?? []) as readonly unknown[]).some((entry) =>
      /\b(?:context-processors#|context_processors[.#])debug$/.test(String(entry)),
    ),
  );
}
