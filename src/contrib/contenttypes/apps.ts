import { AppConfig } from '../../apps/app-config.ts';
import { register, TAGS } from '../../core/checks/registry.ts';
import { postMigrate, preMigrate } from '../../db/migrations/signals.ts';
import { checkModelNames } from './check-model-names.ts';
import { createContentTypes } from './create-content-types.ts';
import { followRenames } from './rename-content-types.ts';

export class ContentTypesConfig extends AppConfig {
  override name = 'jango/contrib/contenttypes';
  override label = 'contenttypes';
  override verboseName = 'Content Types';
  override defaultAutoField = 'AutoField';

  override ready(): void {
    register(checkModelNames, { tags: [TAGS.models] });
    preMigrate.connect(followRenames, { sender: this, dispatchUid: 'contenttypes.rename' });
    postMigrate.connect(createContentTypes, { dispatchUid: 'contenttypes.create' });
  }
}
