import { AppConfig } from '../../apps/app-config.ts';
import { register, TAGS } from '../../core/checks/registry.ts';
import { checkStaticFiles } from './checks.ts';

export class StaticFilesConfig extends AppConfig {
  override name = 'jango/contrib/staticfiles';
  override verboseName = 'Static Files';

  override ready(): void {
    register(checkStaticFiles, { tags: [TAGS.staticfiles] });
  }
}
