import { AppConfig } from 'jango/apps';

export class ArticlesConfig extends AppConfig {
  override name = 'articles';
}
