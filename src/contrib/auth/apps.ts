import { AppConfig } from '../../apps/app-config.ts';
import { register, TAGS } from '../../core/checks/registry.ts';
import { postMigrate } from '../../db/migrations/signals.ts';
import { checkModelsPermissions, checkUserModel } from './checks.ts';
import { createPermissions } from './create-permissions.ts';
import { updateLastLogin } from './last-login.ts';
import { userLoggedIn } from './signals.ts';

export class AuthConfig extends AppConfig {
  override name = 'jango/contrib/auth';
  override label = 'auth';
  override verboseName = 'Authentication and Authorization';
  override defaultAutoField = 'AutoField';

  override ready(): void {
    postMigrate.connect(createPermissions, { dispatchUid: 'auth.create-permissions' });
    userLoggedIn.connect(updateLastLogin, { dispatchUid: 'auth.update-last-login' });
    register(checkUserModel, { tags: [TAGS.models] });
    register(checkModelsPermissions, { tags: [TAGS.models] });
  }
}
