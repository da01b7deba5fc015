import { settings } from '../conf/configure.ts';
import { atomic } from '../db/transaction.ts';
import type { HttpRequest } from '../http/request.ts';
import type { HttpResponseBase } from '../http/response-base.ts';
import { type View, viewAttributes } from '../urls/view.ts';
import type { Awaitable } from '../utils/awaitable.ts';

type Params = Readonly<Record<string, unknown>>;

/** The databases of which each request is a transaction: `ATOMIC_REQUESTS: true`. */
export function aliasesOfAtomicRequests(): readonly string[] {
  return Object.entries(settings.DATABASES)
    .filter(([, database]) => database.ATOMIC_REQUESTS === true)
    .map(([alias]) => alias);
}

/**
 * Call a view in a transaction of each of these databases: undone when it throws, committed when it has given its response.
 * What renders that response later, and middleware, is outside.
 */
export function callAtomically(
  view: View<Params>,
  request: HttpRequest,
  params: Params,
  aliases: readonly string[],
): Awaitable<HttpResponseBase> {
  const free = viewAttributes(view).nonAtomicRequests;
  const wanted = free === undefined ? aliases : aliases.filter((alias) => !free.includes(alias));
  const run = wanted.reduceRight<() => Awaitable<HttpResponseBase>>(
    (inner, using) => () => atomic(inner, { using }),
    () => view(request, params),
  );
  return run();
}
