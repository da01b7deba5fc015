import type { LoaderSetting } from '../../conf/template-settings.ts';
import { ImproperlyConfigured } from '../../core/errors/improperly-configured.ts';
import { importedValue } from '../imported.ts';
import { AppDirectoriesLoader } from './app-directories.ts';
import { CachedLoader } from './cached.ts';
import { FilesystemLoader } from './filesystem.ts';
import type { Loader } from './loader.ts';
import { LocmemLoader } from './locmem.ts';

/** What the loaders of an engine have in common. */
export interface LoaderDefaults {
  readonly dirs: readonly string[];
  readonly charset: string;
  /** Look for changed sources at each use. */
  readonly watch: boolean;
}

type MakeLoader = (args: readonly unknown[], defaults: LoaderDefaults) => Loader;

const OWN: ReadonlyMap<string, MakeLoader> = new Map<string, MakeLoader>([
  [
    'filesystem',
    ([dirs], { dirs: ownDirs, charset }) =>
      new FilesystemLoader((dirs as readonly string[] | undefined) ?? ownDirs, charset),
  ],
  ['app_directories', (_, { charset }) => new AppDirectoriesLoader(charset)],
  ['locmem', ([templates]) => new LocmemLoader((templates ?? {}) as Readonly<Record<string, string>>)],
  [
    'cached',
    ([loaders], defaults) =>
      new CachedLoader(makeLoaders((loaders ?? []) as readonly LoaderSetting[], defaults), defaults),
  ],
]);

/** `'filesystem'` of `'jango/template/loaders/filesystem'` and of Django's `'django.template.loaders.filesystem.Loader'`. */
function ownName(reference: string): string | undefined {
  const match =
    /^(?:jango\/template\/loaders\/([\w-]+)(?:\.[jt]s)?|django\.template\.loaders\.(\w+)\.Loader)$/.exec(
      reference,
    );
  const name = (match?.[1] ?? match?.[2])?.replace('-', '_');
  return name !== undefined && OWN.has(name) ? name : undefined;
}

/** The loaders of a setting. @throws ImproperlyConfigured for one that cannot be made */
export function makeLoaders(entries: readonly LoaderSetting[], defaults: LoaderDefaults): Loader[] {
  return entries.map((entry) => makeLoader(entry, defaults));
}

function makeLoader(entry: LoaderSetting, defaults: LoaderDefaults): Loader {
  if (typeof entry === 'object' && 'getContents' in entry) return entry as Loader;
  const [reference, ...args] =
    typeof entry === 'string' ? [entry] : (entry as readonly [string, ...unknown[]]);
  const own = ownName(reference);
  if (own !== undefined) return OWN.get(own)!(args, defaults);
  const LoaderClass = importedValue(reference, 'template loader');
  if (typeof LoaderClass === 'function')
    return new (LoaderClass as new (...args: unknown[]) => Loader)(...args);
  throw new ImproperlyConfigured(
    `The template loader '${reference}' of TEMPLATES is not a class.`,
    "Name a class with its file: 'articles/loaders.ts#DatabaseLoader'.",
  );
}

/** Names in a setting that have to be imported, also inside of `cached`. */
export function loaderReferences(entries: readonly LoaderSetting[]): string[] {
  return entries.flatMap((entry) => {
    if (typeof entry === 'object' && !Array.isArray(entry)) return [];
    const [reference, ...args] = (typeof entry === 'string' ? [entry] : entry) as [string, ...unknown[]];
    const own = ownName(reference);
    if (own === undefined) return [reference];
    return own === 'cached' ? loaderReferences((args[0] ?? []) as readonly LoaderSetting[]) : [];
  });
}
