import type { CheckMessage } from '../core/checks/messages.ts';
import type { CheckContext } from '../core/checks/registry.ts';
import { connections } from './connections.ts';

/** What the databases that are named have to say of themselves. */
export async function checkConnections({ databases = [] }: CheckContext): Promise<CheckMessage[]> {
  const found: CheckMessage[] = [];
  for (const alias of databases) found.push(...(await connections.get(alias).check()));
  return found;
}
