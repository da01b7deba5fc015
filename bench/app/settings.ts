import { defineSettings } from 'jango/conf';

const full = process.env['VARIANT'] === 'full';

/** `full` is what startproject writes; `bare` has no middleware. */
export default defineSettings({
  BASE_DIR: import.meta.dirname,
  SECRET_KEY: process.env['SECRET'] ?? 'a-secret-of-the-bench-that-is-at-least-32-characters',
  DEBUG: false,
  ALLOWED_HOSTS: ['127.0.0.1', 'localhost'],
  ROOT_URLCONF: 'urls.ts',
  INSTALLED_APPS: full
    ? [
        'jango/contrib/admin',
        'jango/contrib/auth',
        'jango/contrib/contenttypes',
        'jango/contrib/sessions',
        'jango/contrib/messages',
        'jango/contrib/staticfiles',
        'core',
      ]
    : ['core'],
  MIDDLEWARE: full
    ? [
        'jango/middleware/security',
        'jango/contrib/sessions/middleware',
        'jango/middleware/common',
        'jango/middleware/csrf',
        'jango/contrib/auth/middleware',
        'jango/contrib/messages/middleware',
        'jango/middleware/clickjacking',
      ]
    : [],
  TEMPLATES: [
    {
      BACKEND: 'jango/template',
      APP_DIRS: true,
      OPTIONS: {
        contextProcessors: full
          ? [
              'jango/template/context-processors#request',
              'jango/contrib/auth/context-processors#auth',
              'jango/contrib/messages/context-processors#messages',
            ]
          : [],
      },
    },
  ],
  DATABASES: {
    default: {
      ENGINE: 'sqlite3',
      NAME: process.env['DB_PATH'] ?? ':memory:',
    },
  },
  DEFAULT_AUTO_FIELD: 'AutoField',
});
