import { AppConfig } from '../../apps/app-config.ts';
import { registerSearchLookups } from './lookups/search-lookups.ts';

/** In INSTALLED_APPS it adds the lookups `search`, `unaccent` and `trigram_similar` to the fields of texts. */
export class PostgresConfig extends AppConfig {
  override name = 'jango/contrib/postgres';
  override label = 'postgres';
  override verboseName = 'PostgreSQL extensions';

  override ready(): void {
    registerSearchLookups();
  }
}
