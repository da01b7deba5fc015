import { AppConfig } from '../../apps/app-config.ts';

export class SessionsConfig extends AppConfig {
  override name = 'jango/contrib/sessions';
  override label = 'sessions';
  override verboseName = 'Sessions';
}
