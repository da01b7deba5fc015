import { AppConfig } from '../../apps/app-config.ts';
import { register, TAGS } from '../../core/checks/registry.ts';
import { autodiscover } from './autodiscover.ts';
import { checkAdminApp, checkDependencies } from './checks/all-checks.ts';

export class AdminConfig extends AppConfig {
  override name = 'jango/contrib/admin';
  override label = 'admin';
  override verboseName = 'Administration';
  override defaultAutoField = 'AutoField';

  override async ready(): Promise<void> {
    register(checkDependencies, { tags: [TAGS.admin] });
    register(checkAdminApp, { tags: [TAGS.admin] });
    await autodiscover();
  }
}
