import { apps } from '../apps/registry.ts';

/** Close the databases that this process used: a pool that stays open would keep it alive. */
export async function closeConnections(): Promise<void> {
  if (!apps.modelsReady) return;
  const { connections } = await import('../db/connections.ts');
  await connections.closeAll();
}
