import fs from 'node:fs';
import path from 'node:path';
import { apps } from '../apps/registry.ts';
import { settings } from '../conf/configure.ts';
import { loadModule } from '../utils/load-module.ts';
import { loadContextProcessors } from './context-processors.ts';
import { resetEngines } from './engines.ts';
import { libraryOf } from './library.ts';
import { addLoadedLibrary } from './loaded-libraries.ts';

/**
 * Import what templates need and cannot import themselves, since importing takes time to wait: the modules in the `templatetags/`
 * folders of the installed apps, and the context processors of `TEMPLATES`. `setup()` calls it once the apps are known.
 */
export async function loadTemplateLibraries(): Promise<void> {
  for (const config of apps.getAppConfigs()) {
    for (const file of moduleFiles(path.join(config.path, 'templatetags'))) {
      const name = path.basename(file).replace(/\.[^.]+$/, '');
      const module = await loadModule(file);
      if ('register' in module) addLoadedLibrary(name, libraryOf(module, file), file);
    }
  }
  await loadContextProcessors(settings.TEMPLATES);
  resetEngines();
}

function moduleFiles(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  const files = fs.readdirSync(folder).filter((file) => /\.m?[jt]s$/.test(file) && !file.endsWith('.d.ts'));
  return files.sort().map((file) => path.join(folder, file));
}
