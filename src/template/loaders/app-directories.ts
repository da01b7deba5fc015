import path from 'node:path';
import { apps } from '../../apps/registry.ts';
import { FilesystemLoader } from './filesystem.ts';

/** Templates in the `templates/` folder of each installed app, in the order of `INSTALLED_APPS`. */
export class AppDirectoriesLoader extends FilesystemLoader {
  override readonly name = 'app_directories';

  constructor(charset?: string) {
    super([], charset);
  }

  override folders(): string[] {
    return apps.getAppConfigs().map((config) => path.join(config.path, 'templates'));
  }
}
