import path from 'node:path';
import { defineSettings } from 'jango/conf';
import { testDatabase } from '../../../support/database.ts';

export default defineSettings({
  BASE_DIR: path.dirname(import.meta.dirname),
  SECRET_KEY: 'x',
  INSTALLED_APPS: ['jango/contrib/contenttypes', 'jango/contrib/auth', 'lib'],
  DATABASES: { default: testDatabase() },
  FIXTURE_DIRS: ['more'],
  SERIALIZATION_MODULES: { upper: 'site/upper.ts' },
  TIME_ZONE: 'Asia/Seoul',
});
