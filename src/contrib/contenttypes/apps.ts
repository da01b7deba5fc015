import { AppConfig } from '../../apps/app-config.ts';
import { postMigrate, preMigrate } from '../../db/migrations/signals.ts';
import { createContentTypes } from './create-content-types.ts';
import { followRenames } from './rename-content-types.ts';

export class ContentTypesConfig extends AppConfig {
  override name = 'jango/contrib/contenttypes';
  override label = 'contenttypes';
  override verboseName = 'Content Types';
  override defaultAutoField = 'AutoField';

  override ready(): void {
    preMigrate.connect(followRenames, { sender: this, dispatchUid: 'contenttypes.rename' });
    postMigrate.connect(createContentTypes, { dispatchUid: 'contenttypes.create' });
  }
}
