import { DEFAULT_DB_ALIAS } from '../db/connections.ts';
import { type View, viewAttributes, wrapView } from '../urls/view.ts';

/**
 * Leave a view out of `ATOMIC_REQUESTS`: it opens the transactions that it needs itself.
 * @param options.using alias of the database; the default one unless said
 */
export function nonAtomicRequests<Params>(
  view: View<Params>,
  options: { using?: string } = {},
): View<Params> {
  const { using = DEFAULT_DB_ALIAS } = options;
  const free: View<Params> = wrapView(view, (request, params) => view(request, params));
  const marks = viewAttributes(free);
  marks.nonAtomicRequests = [...(marks.nonAtomicRequests ?? []), using];
  return free;
}
