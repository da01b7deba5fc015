import { AppConfig } from '../../apps/app-config.ts';

export class MessagesConfig extends AppConfig {
  override name = 'jango/contrib/messages';
  override verboseName = 'Messages';
}
