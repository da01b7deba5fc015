import fs from 'node:fs';
import path from 'node:path';
import { apps } from '../apps/registry.ts';
import { settings } from '../conf/configure.ts';
import { isOwnEngine, type TemplateEngineSettings } from '../conf/template-settings.ts';
import { loadModule } from '../utils/load-module.ts';
import { processorReferences } from './context-processors.ts';
import { resetEngines } from './engines.ts';
import { importLibrary, importValue } from './imported.ts';
import { libraryOf } from './library.ts';
import { libraryReferences } from './library-setting.ts';
import { addLoadedLibrary } from './loaded-libraries.ts';
import { loaderReferences } from './loaders/make-loaders.ts';

/**
 * Import what templates need and cannot import themselves, since importing takes time to wait: the modules in the `templatetags/`
 * folders of the installed apps, and what `TEMPLATES` names: engines, loaders, libraries, context processors. `setup()` calls it once
 * the apps are known.
 */
export async function loadTemplateLibraries(): Promise<void> {
  for (const config of apps.getAppConfigs()) {
    const folder = path.join(config.path, 'templatetags');
    for (const file of moduleFiles(folder)) {
      const module = await loadModule(path.join(folder, file));
      if (!('register' in module)) continue;
      addLoadedLibrary(
        libraryName(file),
        libraryOf(module, path.join(folder, file)),
        path.join(folder, file),
      );
    }
  }
  for (const config of settings.TEMPLATES) await importNamed(config);
  resetEngines();
}

async function importNamed(config: TemplateEngineSettings): Promise<void> {
  const processors = (config.OPTIONS?.['contextProcessors'] ?? []) as readonly unknown[];
  const values = processorReferences(processors);
  if (!isOwnEngine(config)) {
    if (typeof config.BACKEND === 'string') values.push(config.BACKEND);
  } else {
    values.push(...loaderReferences(config.OPTIONS?.loaders ?? []));
    for (const reference of libraryReferences(config.OPTIONS ?? {})) await importLibrary(reference);
  }
  for (const reference of values) await importValue(reference);
}

/** Modules below a folder; those with a further dot in their names, as tests have, are none. */
function moduleFiles(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => /(^|[\\/])[^.\\/]+\.m?[jt]s$/.test(file)).sort();
}

/** `news/extra.ts` is loaded as `news.extra`, and `news/index.ts` as `news`. */
function libraryName(file: string): string {
  const parts = file.replace(/\.[^.]+$/, '').split(/[\\/]/);
  return (parts.length > 1 && parts.at(-1) === 'index' ? parts.slice(0, -1) : parts).join('.');
}
