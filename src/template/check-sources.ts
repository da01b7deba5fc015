import path from 'node:path';
import { apps } from '../apps/registry.ts';
import { type CheckMessage, CheckWarning } from '../core/checks/messages.ts';
import { checkTemplate, shownPath } from './check-template.ts';
import type { Engine } from './engine.ts';
import { getEngines } from './engines.ts';
import { libraryFiles } from './loaded-libraries.ts';
import { CachedLoader } from './loaders/cached.ts';
import { FilesystemLoader } from './loaders/filesystem.ts';
import type { Loader } from './loaders/loader.ts';

/** Two apps that have a tag library of the same name: `{% load %}` finds only one of them. */
export function checkLibraryNames(): CheckMessage[] {
  return [...libraryFiles()]
    .filter(([, files]) => files.size > 1)
    .map(
      ([name, files]) =>
        new CheckWarning(
          `'${name}' is used for multiple template tag modules: ${[...files].map(shownPath).join(', ')}.`,
          {
            hint: 'Rename all but one.',
            id: 'templates.W003',
          },
        ),
    );
}

/** Templates of the project that cannot be compiled, and those that name templates or URLs which are not there. */
export function checkTemplateSources(): CheckMessage[] {
  return getEngines().flatMap((engine) => {
    const names = engine.templateNames();
    return ownTemplates(engine).flatMap((name) => checkTemplate(engine, name, names));
  });
}

/** Names of the templates of the project; those of the framework have tests of their own. */
function ownTemplates(engine: Engine): string[] {
  const foreign = apps.getAppConfigs().filter((config) => config.name.startsWith('jango/'));
  const foreignFolders = foreign.map((config) => path.join(config.path, 'templates'));
  const names = engine.loaders.flatMap(unwrapped).flatMap((loader) => {
    if (!(loader instanceof FilesystemLoader)) return [...(loader.names?.() ?? [])];
    const folders = loader.folders().filter((folder) => !foreignFolders.includes(folder));
    return new FilesystemLoader(folders).names();
  });
  return [...new Set(names)].filter((name) => /\.(html?|txt|xml|svg|md)$/.test(name)).sort();
}

/** The loaders behind caches. */
function unwrapped(loader: Loader): Loader[] {
  return loader instanceof CachedLoader ? loader.loaders.flatMap(unwrapped) : [loader];
}
