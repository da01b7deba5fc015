import path from 'node:path';
import { defineSettings } from 'jango/conf';
import { testDatabase } from '../../../support/database.ts';

export default defineSettings({
  BASE_DIR: path.dirname(import.meta.dirname),
  SECRET_KEY: 'a key for tests',
  DEBUG: true,
  ALLOWED_HOSTS: ['testserver'],
  INSTALLED_APPS: [
    'articles',
    'jango/contrib/admin',
    'jango/contrib/auth',
    'jango/contrib/contenttypes',
    'jango/contrib/sessions',
    'jango/contrib/messages',
    'jango/contrib/staticfiles',
  ],
  MIDDLEWARE: [
    'jango/middleware/security',
    'jango/contrib/sessions/middleware',
    'jango/middleware/common',
    'jango/middleware/csrf',
    'jango/contrib/auth/middleware',
    'jango/contrib/messages/middleware',
    'jango/middleware/clickjacking',
  ],
  ROOT_URLCONF: 'mysite/urls.ts',
  TEMPLATES: [
    {
      BACKEND: 'jango/template',
      DIRS: [path.join(path.dirname(import.meta.dirname), 'templates')],
      APP_DIRS: true,
      OPTIONS: {
        contextProcessors: [
          'jango/template/context-processors#request',
          'jango/contrib/auth/context-processors#auth',
          'jango/contrib/messages/context-processors#messages',
        ],
      },
    },
  ],
  DATABASES: { default: testDatabase() },
  PASSWORD_HASHERS: ['MD5PasswordHasher', 'PBKDF2PasswordHasher'],
  AUTH_PASSWORD_VALIDATORS: [
    { NAME: 'UserAttributeSimilarityValidator' },
    { NAME: 'MinimumLengthValidator' },
    { NAME: 'CommonPasswordValidator' },
    { NAME: 'NumericPasswordValidator' },
  ],
  LOGIN_REDIRECT_URL: '/',
  TIME_ZONE: 'UTC',
  STATIC_URL: '/static/',
});
