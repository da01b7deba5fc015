import { capfirst } from '../../utils/case.ts';
import { modelUrl } from './admin-url.ts';
import type { LogEntry } from './log-entry.ts';
import type { AdminSite } from './site.ts';

/** An entry of the history, as templates show it. */
export interface ShownEntry {
  kind: 'addition' | 'change' | 'deletion';
  isAddition: boolean;
  isDeletion: boolean;
  objectRepr: string;
  changeMessage: string;
  actionTime: Date;
  /** Where the object can be changed; null for one that is gone, or whose model is. */
  adminUrl: string | null;
  model: string;
}

export async function describeEntry(site: AdminSite, entry: LogEntry): Promise<ShownEntry> {
  const type = await entry.contentType;
  const model = type?.modelClass();
  const linked = model !== undefined && !entry.isDeletion && site.isRegistered(model);
  return {
    kind: entry.isAddition ? 'addition' : entry.isDeletion ? 'deletion' : 'change',
    isAddition: entry.isAddition,
    isDeletion: entry.isDeletion,
    objectRepr: entry.objectRepr,
    changeMessage: entry.getChangeMessage(),
    actionTime: entry.actionTime,
    adminUrl: linked ? modelUrl(site.name, model._meta, 'change', entry.objectId) : null,
    model: capfirst(type?.name ?? 'Unknown content'),
  };
}
