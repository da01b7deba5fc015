import path from 'node:path';
import { ImproperlyConfigured } from '../core/errors/improperly-configured.ts';
import { capfirst } from '../utils/case.ts';
import { setAppLocaleFolders } from '../utils/translation/locale-folders.ts';
import { AppConfig } from './app-config.ts';
import { appFolder } from './app-folder.ts';
import { importAppModule } from './app-module.ts';
import type { Apps } from './registry.ts';

/**
 * Make an AppConfig for each entry of `INSTALLED_APPS`, in order; their models are loaded afterwards.
 * @throws ImproperlyConfigured for an entry that leads nowhere, or two apps with one label
 */
export async function populate(apps: Apps, installedApps: readonly string[], baseDir: string): Promise<void> {
  for (const name of installedApps) apps.addAppConfig(await makeAppConfig(name, appFolder(name, baseDir)));
  setAppLocaleFolders(apps.getAppConfigs().map((config) => path.join(config.path, 'locale')));
  apps.appsReady = true;
}

/** The AppConfig that the app's `apps.ts` exports, else a plain one, with its name, label and folder filled in. */
async function makeAppConfig(name: string, folder: string): Promise<AppConfig> {
  const located = new AppConfig();
  located.path = folder;
  const module = (await importAppModule(located, 'apps')) ?? {};
  const classes = Object.values(module).filter(isAppConfigClass);
  if (classes.length > 1) {
    throw new ImproperlyConfigured(
      `apps.ts of '${name}' exports ${classes.length} AppConfig classes: ${classes.map((c) => c.name).join(', ')}.`,
      'Export one; keep the others without `export`.',
    );
  }
  const config = classes[0] === undefined ? new AppConfig() : new classes[0]();
  if (config.name !== '' && config.name !== name) {
    throw new ImproperlyConfigured(
      `The AppConfig of '${name}' says that its name is '${config.name}'.`,
      `Make the name in apps.ts and the entry of INSTALLED_APPS the same.`,
    );
  }
  config.name = name;
  config.label ||= name.slice(name.lastIndexOf('/') + 1).replace(/\W/g, '_');
  config.verboseName ||= capfirst(config.label);
  config.path ||= folder;
  return config;
}

function isAppConfigClass(value: unknown): value is new () => AppConfig {
  return typeof value === 'function' && value.prototype instanceof AppConfig;
}
