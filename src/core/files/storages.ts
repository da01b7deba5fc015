import { settings } from '../../conf/configure.ts';
import type { BackendSettings } from '../../conf/settings.ts';
import { importString } from '../../utils/import-string.ts';
import { nearest } from '../../utils/nearest.ts';
import { ImproperlyConfigured } from '../errors/improperly-configured.ts';
import type { File } from './file.ts';
import { FileSystemStorage } from './file-system-storage.ts';
import { InMemoryStorage } from './in-memory-storage.ts';
import type { Storage } from './storage.ts';

type StorageClass = new (options: object) => Storage;

/** Names that a `BACKEND` of STORAGES can have; others are references of modules. */
const backends = new Map<string, StorageClass>([
  ['filesystem', FileSystemStorage],
  ['memory', InMemoryStorage],
]);

/** Make a name usable as `BACKEND`. */
export function registerStorageBackend(name: string, storage: StorageClass): void {
  backends.set(name, storage);
}

/** The storages of STORAGES, by alias. */
class Storages {
  #made = new Map<string, { settings: BackendSettings; storage: Storage }>();

  /** @throws ImproperlyConfigured for an alias that isn't there, or a backend that `load()` has not imported */
  get(alias: string): Storage {
    const configured = settings.STORAGES[alias];
    if (configured === undefined) throw unknown(alias);
    const known = this.#made.get(alias);
    if (known?.settings === configured) return known.storage;
    const backend = backends.get(configured.BACKEND);
    if (backend === undefined) {
      throw new ImproperlyConfigured(
        `The storage '${alias}' has the backend '${configured.BACKEND}', which is not loaded.`,
        `Built in are: ${[...backends.keys()].join(', ')}. Another is a module of the project that setup() imports.`,
      );
    }
    const storage = new backend(configured.OPTIONS ?? {});
    this.#made.set(alias, { settings: configured, storage });
    return storage;
  }

  /** Import the backends that are modules: `BACKEND: 'mysite/storage.ts'`. */
  async load(): Promise<void> {
    for (const { BACKEND } of Object.values(settings.STORAGES)) {
      if (backends.has(BACKEND) || BACKEND === 'staticfiles') continue;
      backends.set(BACKEND, (await importString(BACKEND)) as StorageClass);
    }
  }
}

function unknown(alias: string): ImproperlyConfigured {
  const near = nearest(alias, Object.keys(settings.STORAGES));
  return new ImproperlyConfigured(
    `STORAGES has no storage '${alias}'.`,
    near === undefined ? 'Add it to the settings.' : `Did you mean '${near}'?`,
  );
}

export const storages: Storages = new Storages();

/** The storage that file fields use: `STORAGES['default']`, looked up at each use. */
export const defaultStorage: Pick<
  Storage,
  'open' | 'save' | 'exists' | 'delete' | 'size' | 'url' | 'path' | 'listdir'
> = {
  open: (name: string): Promise<File> => storages.get('default').open(name),
  save: (name, content, options) => storages.get('default').save(name, content, options),
  exists: (name) => storages.get('default').exists(name),
  delete: (name) => storages.get('default').delete(name),
  size: (name) => storages.get('default').size(name),
  url: (name) => storages.get('default').url(name),
  path: (name) => storages.get('default').path(name),
  listdir: (folder) => storages.get('default').listdir(folder),
};
