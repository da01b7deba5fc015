import { apps } from '../../apps/registry.ts';
import { loadModule } from '../../utils/load-module.ts';
import { moduleFile } from '../../utils/module-file.ts';

/** Import the `admin.ts` of every installed app, where models are registered. */
export async function autodiscover(): Promise<void> {
  for (const config of apps.getAppConfigs()) {
    const file = moduleFile(config.path, 'admin');
    if (file !== undefined) await loadModule(file);
  }
}
