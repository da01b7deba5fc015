/** Settings of the café. CAFE_DATABASE names another database file, CAFE_MEDIA another folder for uploads. */
import { dirname, join } from 'node:path';
import { defineSettings } from 'jango/conf';

const BASE_DIR = dirname(import.meta.dirname);

export default defineSettings({
  BASE_DIR,
  SECRET_KEY: 'only-for-the-demo-1f2b7c0d9e8a4b6c5d3e2f1a0b9c8d7e',
  DEBUG: true,
  ALLOWED_HOSTS: [],

  INSTALLED_APPS: [
    'articles',
    'comments',
    'accounts',
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
  ROOT_URLCONF: 'cafe/urls.ts',
  TEMPLATES: [
    {
      BACKEND: 'jango/template',
      DIRS: [join(BASE_DIR, 'templates')],
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
  DATABASES: {
    default: { ENGINE: 'sqlite3', NAME: process.env['CAFE_DATABASE'] ?? join(BASE_DIR, 'db.sqlite3') },
  },
  AUTH_PASSWORD_VALIDATORS: [
    { NAME: 'UserAttributeSimilarityValidator' },
    { NAME: 'MinimumLengthValidator' },
    { NAME: 'CommonPasswordValidator' },
    { NAME: 'NumericPasswordValidator' },
  ],
  LOGIN_URL: '/accounts/login/',
  LOGIN_REDIRECT_URL: '/',
  LANGUAGE_CODE: 'en-us',
  TIME_ZONE: 'Asia/Seoul',
  STATIC_URL: '/static/',
  STATICFILES_DIRS: [join(BASE_DIR, 'static')],
  MEDIA_URL: '/media/',
  MEDIA_ROOT: process.env['CAFE_MEDIA'] ?? join(BASE_DIR, 'media'),
});
