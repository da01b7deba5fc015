import path from 'node:path';
import { defineSettings } from 'jango/conf';
import base from '../../project/mysite/settings.ts';

export default defineSettings({
  ...base,
  BASE_DIR: path.dirname(import.meta.dirname),
  INSTALLED_APPS: ['accounts', ...base.INSTALLED_APPS!.filter((app) => app !== 'articles')],
  AUTH_USER_MODEL: 'accounts.Member',
});
