import { AppConfig } from 'jango/apps';

export class AccountsConfig extends AppConfig {
  override name = 'accounts';
}
