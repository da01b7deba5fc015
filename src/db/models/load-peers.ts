import { ModelValueError } from './errors.ts';
import type { AnyModel } from './model.ts';
import type { Prefetcher } from './prefetcher.ts';
import { NEVER_LOADED } from './query-set/fixed-peers.ts';
import { sharedLoad } from './shared-load.ts';

/** Load a relation for an instance and for those of the same query that lack it, too, by one query. */
export function loadPeers(instance: AnyModel, name: string, prefetcher: Prefetcher): Promise<void> {
  return sharedLoad(instance, name, () => loadNow(instance, name, prefetcher));
}

async function loadNow(instance: AnyModel, name: string, prefetcher: Prefetcher): Promise<void> {
  const missing = peersOf(instance, name).filter(
    (peer) => peer === instance || !prefetcher.isLoaded(peer, name),
  );
  const { related } = await prefetcher.load(missing, undefined);
  for (const peer of missing) {
    if (peer !== instance && prefetcher.isLoaded(peer, name)) continue;
    const found = related(peer);
    if (found.length > 0 || !isForward(peer, name)) prefetcher.store(peer, found, undefined);
  }
}

/** A forward relation whose object isn't there stays a reference: awaiting it says so. */
function isForward(peer: AnyModel, name: string): boolean {
  return peer._meta.fields.some((field) => field.name === name);
}

/** The instances of the same query. @throws ModelValueError when the query forbade to load anything later */
export function peersOf(
  instance: AnyModel,
  name: string,
  hint = `Load it with selectRelated('${name}') or prefetchRelated('${name}').`,
): readonly AnyModel[] {
  const { peers } = instance._state;
  if (peers === NEVER_LOADED) {
    throw new ModelValueError(
      `'${name}' of ${instance._meta.objectName} ${String(instance.pk)} is not loaded, and the query said fetchMode('raise').`,
      hint,
    );
  }
  return peers === undefined || peers.length === 0 ? [instance] : peers;
}
