/**
 * Settings of {{ name }}. The editor knows every name here and what it may hold; a misspelt one does not compile.
 */
import { dirname, join } from 'node:path';
import { defineSettings } from 'jango/conf';

/** The folder that holds manage.js: build paths from it: `join(BASE_DIR, 'media')`. */
const BASE_DIR = dirname(import.meta.dirname);

export default defineSettings({
  BASE_DIR,

  // Signs sessions, cookies and password resets. A production site takes it from the environment and keeps it secret.
  SECRET_KEY: '{{ secretKey }}',

  // Shows the source of an error in the browser. Never leave it on in production.
  DEBUG: true,

  // The domains that this site answers to; with DEBUG on, an empty list means this machine.
  ALLOWED_HOSTS: [],

  // Apps of this project are named by their folder: add 'articles' after `node manage.js startapp articles`.
  INSTALLED_APPS: [
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

  ROOT_URLCONF: '{{ name }}/urls.ts',

  // Templates are looked for in DIRS first, then in the templates/ folder of each app.
  TEMPLATES: [
    {
      BACKEND: 'jango/template',
      DIRS: [],
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
    default: {
      ENGINE: 'sqlite3',
      NAME: join(BASE_DIR, 'db.sqlite3'),
    },
  },

  // What a password has to be like.
  AUTH_PASSWORD_VALIDATORS: [
    { NAME: 'UserAttributeSimilarityValidator' },
    { NAME: 'MinimumLengthValidator' },
    { NAME: 'CommonPasswordValidator' },
    { NAME: 'NumericPasswordValidator' },
  ],

  LANGUAGE_CODE: 'en-us',
  TIME_ZONE: 'UTC',
  USE_I18N: true,
  USE_TZ: true,

  // Where the browser finds CSS, JavaScript and images.
  STATIC_URL: '/static/',
});
