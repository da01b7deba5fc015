import { loadModule } from '../utils/load-module.ts';
import { moduleFile } from '../utils/module-file.ts';
import type { AppConfig } from './app-config.ts';

/** The file of an app's module, absolute: `appModuleFile(config, 'admin')` is `.../articles/admin.ts`; undefined when it has none. */
export function appModuleFile(config: AppConfig, name: string): string | undefined {
  return moduleFile(config.path, name);
}

/**
 * Import a module of an app if the app has it: `await importAppModule(config, 'admin')`.
 * @returns what the module exports; undefined when there is no such file
 * @throws ModuleLoadError when there is one that cannot be loaded
 */
export async function importAppModule(
  config: AppConfig,
  name: string,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const file = appModuleFile(config, name);
  return file === undefined ? undefined : loadModule(file);
}
