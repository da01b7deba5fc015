import { settings } from '../../conf/configure.ts';
import { importString } from '../../utils/import-string.ts';
import type { SessionStoreClass } from './session-base.ts';

const DJANGO_ENGINES = /^django\.contrib\.sessions\.backends\.(\w+)$/;

const loaded = new Map<string, SessionStoreClass>();

/** The class that SESSION_ENGINE names, once `loadSessionEngine()` has loaded it. */
export function sessionEngine(): SessionStoreClass | undefined {
  return loaded.get(settings.SESSION_ENGINE);
}

/** Load the class that SESSION_ENGINE names: the default export of its module. Django's own names are understood. */
export async function loadSessionEngine(): Promise<SessionStoreClass> {
  const name = settings.SESSION_ENGINE;
  const engine = (await importString(
    name.replace(
      DJANGO_ENGINES,
      (_, backend: string) => `jango/contrib/sessions/${backend.replace('_', '-')}`,
    ),
  )) as SessionStoreClass;
  loaded.set(name, engine);
  return engine;
}
