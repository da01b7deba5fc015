import { importAppModule } from './apps/app-module.ts';
import { populate } from './apps/populate.ts';
import { apps } from './apps/registry.ts';
import { isConfigured, settings } from './conf/configure.ts';
import { loadSettings } from './conf/load-settings.ts';
import { caches } from './core/cache/caches.ts';
import { settle } from './utils/young-process.ts';

export interface SetupOptions {
  /** The settings file, from the project's folder; the variable `JANGO_SETTINGS_MODULE` names it otherwise. */
  settings?: string;
  /** The project's folder; the working directory otherwise. */
  baseDir?: string;
}

let running: Promise<void> | undefined;

/**
 * Make a project ready for use: load its settings, its apps and their models, then let each app get ready.
 * Everything that runs through `manage.js` has had it; a script of its own calls it once, first. Calling it again waits for the first call.
 *
 * @throws ImproperlyConfigured for settings and apps that cannot work
 * @throws ModuleLoadError for a file that cannot be parsed or throws; it says which one and where
 */
export function setup(options: SetupOptions = {}): Promise<void> {
  running ??= prepare(options).catch((error: unknown) => {
    running = undefined;
    throw error;
  });
  return running;
}

async function prepare(options: SetupOptions): Promise<void> {
  if (!isConfigured()) await loadSettings(options.settings, options.baseDir);
  if (apps.ready) return;
  try {
    await populate(apps, settings.INSTALLED_APPS, settings.BASE_DIR);
    await loadModels();
    if (settings.DATABASE_ROUTERS.length > 0) {
      const { loadRouters } = await import('./db/router.ts');
      await loadRouters();
    }
    await caches.load();
    if (settings.TEMPLATES.length > 0) {
      const { loadTemplateLibraries } = await import('./template/load-libraries.ts');
      await loadTemplateLibraries();
    }
    for (const config of apps.getAppConfigs()) await config.ready();
    apps.ready = true;
    settle();
  } catch (error) {
    apps.clear();
    throw error;
  }
}

/** Import each app's `models.ts` and register the model classes that it exports. */
async function loadModels(): Promise<void> {
  for (const config of apps.getAppConfigs()) {
    const module = await importAppModule(config, 'models');
    if (module === undefined) continue;
    // What models can do is in the query side, which model files need not import: contrib apps import single fields.
    await import('./db/models/runtime.ts');
    const { registerExportedModels } = await import('./db/models/register-exports.ts');
    registerExportedModels(module, config.label);
  }
  apps.modelsReady = true;
}
