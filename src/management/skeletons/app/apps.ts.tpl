import { AppConfig } from 'jango/apps';

export class {{ className }}Config extends AppConfig {
  override name = '{{ name }}';
}
