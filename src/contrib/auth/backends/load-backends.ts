import { settings } from '../../../conf/configure.ts';
import { ImproperlyConfigured } from '../../../core/errors/improperly-configured.ts';
import { importString } from '../../../utils/import-string.ts';
import type { AuthBackend } from './auth-backend.ts';

/** How Django calls the backends that are built in; sessions hold these names, so that a login holds in both. */
const DJANGO_PATH = 'django.contrib.auth.backends.';
const BUILT_IN = ['ModelBackend', 'AllowAllUsersModelBackend'] as const;

export interface NamedBackend {
  /** What a session stores: the name in the settings, Django's own for the built-in ones. */
  readonly path: string;
  readonly backend: AuthBackend;
}

const loaded = new WeakMap<readonly string[], readonly NamedBackend[]>();

/** The backends of AUTHENTICATION_BACKENDS, in order, once `loadBackends()` has loaded them. */
export function loadedBackends(): readonly NamedBackend[] | undefined {
  return loaded.get(settings.AUTHENTICATION_BACKENDS);
}

/** The backends of AUTHENTICATION_BACKENDS, in order. @throws ImproperlyConfigured when there are none */
export async function loadBackends(): Promise<readonly NamedBackend[]> {
  const names = settings.AUTHENTICATION_BACKENDS;
  const known = loaded.get(names);
  if (known !== undefined) return known;
  if (names.length === 0) {
    throw new ImproperlyConfigured(
      'No authentication backends have been defined.',
      'Does AUTHENTICATION_BACKENDS contain anything?',
    );
  }
  const backends = await Promise.all(names.map(loadBackend));
  loaded.set(names, backends);
  return backends;
}

/** What a session stores for a backend, by its name in the settings. */
export function backendPath(name: string): string {
  const builtIn = builtInName(name);
  return builtIn === undefined ? name : DJANGO_PATH + builtIn;
}

function builtInName(name: string): (typeof BUILT_IN)[number] | undefined {
  const short = name.replace(DJANGO_PATH, '').replace(/^jango\/contrib\/auth[/#]/, '');
  return BUILT_IN.find((one) => one === short);
}

async function loadBackend(name: string): Promise<NamedBackend> {
  const path = backendPath(name);
  const builtIn = builtInName(name);
  if (builtIn !== undefined) {
    // Loaded on use: the models need what is in this file.
    const module = await import('./model-backend.ts');
    return { path, backend: new module[builtIn]() };
  }
  const backendClass = (await importString(name)) as new () => AuthBackend;
  if (typeof backendClass === 'function') return { path, backend: new backendClass() };
  throw new ImproperlyConfigured(
    `AUTHENTICATION_BACKENDS has '${name}', which is not a class.`,
    "Name it with its file: 'accounts/backends.ts#EmailBackend'.",
  );
}
