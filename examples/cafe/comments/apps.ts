import { AppConfig } from 'jango/apps';

export class CommentsConfig extends AppConfig {
  override name = 'comments';
}
