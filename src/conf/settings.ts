import type { CustomSettings } from './index.ts';
import type { TemplateEngineSettings } from './template-settings.ts';

/** A database of `DATABASES`. `ENGINE` is `'sqlite3'`, `'postgresql'` or `'mysql'` (Django's long names work too). */
export interface DatabaseSettings {
  ENGINE: string;
  /** File name for SQLite (`':memory:'` works), database name elsewhere. */
  NAME: string;
  USER?: string;
  PASSWORD?: string;
  HOST?: string;
  PORT?: string | number;
  OPTIONS?: Readonly<Record<string, unknown>>;
  /** Run each view in a transaction: undone when it throws. */
  ATOMIC_REQUESTS?: boolean;
  /** Always so; `setAutocommit(false, async () => { ... })` of `jango/db` turns it off for a function. */
  AUTOCOMMIT?: true;
  /** Seconds after which a connection is replaced by a new one; null for never. */
  CONN_MAX_AGE?: number | null;
  /** Ask an idle connection whether it is alive before it is used. */
  CONN_HEALTH_CHECKS?: boolean;
  /** Read rows in batches without a cursor of the server: for a pooler that gives each transaction another connection. */
  DISABLE_SERVER_SIDE_CURSORS?: boolean;
  TIME_ZONE?: string | null;
  TEST?: TestDatabaseSettings;
}

/** How `test` makes the database of an alias. */
export interface TestDatabaseSettings {
  /** Name of the database; `test_` and the usual one unless given. */
  readonly NAME?: string | null;
  /** Another alias, whose test database this one stands for: how a replica is tested. */
  readonly MIRROR?: string | null;
  /** Encoding of the database, on PostgreSQL and MySQL. */
  readonly CHARSET?: string | null;
  /** Collation of the database, on MySQL. */
  readonly COLLATION?: string | null;
  /** The database that it is copied from, on PostgreSQL. */
  readonly TEMPLATE?: string | null;
  /** False makes the tables as the models say, which is quicker than many migrations; what their code puts in is missing then. */
  readonly MIGRATE?: boolean;
}

export interface PasswordValidatorSettings {
  NAME: string;
  OPTIONS?: Readonly<Record<string, unknown>>;
}

/** A storage of `STORAGES`. */
export interface BackendSettings {
  BACKEND: string;
  OPTIONS?: Readonly<Record<string, unknown>>;
}

/** A cache of `CACHES`. `BACKEND` is `'locmem'`, `'filebased'`, `'dummy'` (Django's long names work too), or a module. */
export interface CacheSettings {
  BACKEND: string;
  /** The folder of a file-based cache; the name of one in memory, for several of them. */
  LOCATION?: string | readonly string[];
  /** In seconds, 300 unless given; null keeps values for good. */
  TIMEOUT?: number | null;
  KEY_PREFIX?: string;
  VERSION?: number;
  /** Makes the keys that the backend sees, of key, prefix and version; or the module of such a function. */
  KEY_FUNCTION?: string | ((key: string, keyPrefix: string, version: number) => string);
  /** `MAX_ENTRIES` (300) and `CULL_FREQUENCY` (3: a third goes when there are too many), and what the backend knows besides. */
  OPTIONS?: Readonly<{ MAX_ENTRIES?: number; CULL_FREQUENCY?: number } & Record<string, unknown>>;
}

export type SameSiteSetting = 'Lax' | 'Strict' | 'None' | false;

/** Every setting, with Django's name and meaning. Those without a default have to be written by the project. */
export interface Settings extends CustomSettings {
  SECRET_KEY: string;
  SECRET_KEY_FALLBACKS: readonly string[];
  DEBUG: boolean;
  DEBUG_PROPAGATE_EXCEPTIONS: boolean;
  ALLOWED_HOSTS: readonly string[];
  INTERNAL_IPS: readonly string[];
  ADMINS: readonly (readonly [name: string, email: string])[];
  MANAGERS: readonly (readonly [name: string, email: string])[];
  /** Folder that holds `manage.js`, absolute; relative names in settings start here. */
  BASE_DIR: string;
  /** Apps in order: a folder of the project (`'articles'`), or a package (`'jango/contrib/admin'`). */
  INSTALLED_APPS: readonly string[];
  MIDDLEWARE: readonly string[];
  /** File of the URL patterns, as written from the project's folder: `'firstpjt/urls.ts'`. */
  ROOT_URLCONF: string;
  TEMPLATES: readonly TemplateEngineSettings[];
  FORM_RENDERER: string;
  /** Whether a URL typed without a scheme is an `https` one. */
  FORMS_URLFIELD_ASSUME_HTTPS: boolean;
  DATABASES: Readonly<Record<string, DatabaseSettings>>;
  DATABASE_ROUTERS: readonly string[];
  DEFAULT_AUTO_FIELD: string;
  CACHES: Readonly<Record<string, CacheSettings>>;
  STORAGES: Readonly<Record<string, BackendSettings>>;
  MIGRATION_MODULES: Readonly<Record<string, string | null>>;
  /** Whether each app keeps the name of its last migration in a file, so that branches which both add one conflict in git. */
  LINEAR_MIGRATIONS: boolean;
  /** Folders with fixtures beside those of the apps, absolute or from the project's folder. */
  FIXTURE_DIRS: readonly string[];
  /** Serialization formats of the project's own by name: `{ csv: 'shop/csv.ts' }`. */
  SERIALIZATION_MODULES: Readonly<Record<string, string>>;
  AUTH_USER_MODEL: string;
  AUTHENTICATION_BACKENDS: readonly string[];
  AUTH_PASSWORD_VALIDATORS: readonly PasswordValidatorSettings[];
  PASSWORD_HASHERS: readonly string[];
  PASSWORD_RESET_TIMEOUT: number;
  LOGIN_URL: string;
  LOGIN_REDIRECT_URL: string;
  LOGOUT_REDIRECT_URL: string | null;
  LANGUAGE_CODE: string;
  LANGUAGES: readonly (readonly [code: string, name: string])[];
  /** Languages that are written from right to left. */
  LANGUAGES_BIDI: readonly string[];
  LANGUAGE_COOKIE_NAME: string;
  /** Folders with translations, absolute, as `join(BASE_DIR, 'locale')`; the first one wins. */
  LOCALE_PATHS: readonly string[];
  TIME_ZONE: string;
  USE_I18N: boolean;
  USE_TZ: boolean;
  USE_THOUSAND_SEPARATOR: boolean;
  FIRST_DAY_OF_WEEK: number;
  DATE_FORMAT: string;
  DATETIME_FORMAT: string;
  TIME_FORMAT: string;
  SHORT_DATE_FORMAT: string;
  SHORT_DATETIME_FORMAT: string;
  YEAR_MONTH_FORMAT: string;
  MONTH_DAY_FORMAT: string;
  DECIMAL_SEPARATOR: string;
  THOUSAND_SEPARATOR: string;
  NUMBER_GROUPING: number;
  DEFAULT_CHARSET: string;
  APPEND_SLASH: boolean;
  PREPEND_WWW: boolean;
  FORCE_SCRIPT_NAME: string | null;
  USE_X_FORWARDED_HOST: boolean;
  USE_X_FORWARDED_PORT: boolean;
  DISALLOWED_USER_AGENTS: readonly RegExp[];
  STATIC_URL: string;
  STATIC_ROOT: string | null;
  STATICFILES_DIRS: readonly string[];
  STATICFILES_FINDERS: readonly string[];
  MEDIA_URL: string;
  MEDIA_ROOT: string;
  /** Greatest size in bytes of a request body, files not counted; null for no limit. */
  DATA_UPLOAD_MAX_MEMORY_SIZE: number | null;
  DATA_UPLOAD_MAX_NUMBER_FIELDS: number | null;
  DATA_UPLOAD_MAX_NUMBER_FILES: number | null;
  /** Uploaded files above this size in bytes go to disk while they are received. */
  FILE_UPLOAD_MAX_MEMORY_SIZE: number;
  FILE_UPLOAD_TEMP_DIR: string | null;
  FILE_UPLOAD_PERMISSIONS: number | null;
  FILE_UPLOAD_DIRECTORY_PERMISSIONS: number | null;
  FILE_UPLOAD_HANDLERS: readonly string[];
  SESSION_ENGINE: string;
  SESSION_COOKIE_NAME: string;
  SESSION_COOKIE_AGE: number;
  SESSION_COOKIE_DOMAIN: string | null;
  SESSION_COOKIE_PATH: string;
  SESSION_COOKIE_SECURE: boolean;
  SESSION_COOKIE_HTTPONLY: boolean;
  SESSION_COOKIE_SAMESITE: SameSiteSetting;
  SESSION_SAVE_EVERY_REQUEST: boolean;
  SESSION_EXPIRE_AT_BROWSER_CLOSE: boolean;
  CSRF_COOKIE_NAME: string;
  CSRF_COOKIE_AGE: number | null;
  CSRF_COOKIE_DOMAIN: string | null;
  CSRF_COOKIE_PATH: string;
  CSRF_COOKIE_SECURE: boolean;
  CSRF_COOKIE_HTTPONLY: boolean;
  CSRF_COOKIE_SAMESITE: SameSiteSetting;
  CSRF_HEADER_NAME: string;
  CSRF_TRUSTED_ORIGINS: readonly string[];
  CSRF_USE_SESSIONS: boolean;
  CSRF_FAILURE_VIEW: string | null;
  MESSAGE_STORAGE: string;
  MESSAGE_LEVEL: number;
  MESSAGE_TAGS: Readonly<Record<number, string>>;
  SECURE_SSL_REDIRECT: boolean;
  SECURE_SSL_HOST: string | null;
  SECURE_REDIRECT_EXEMPT: readonly RegExp[];
  SECURE_PROXY_SSL_HEADER: readonly [header: string, value: string] | null;
  SECURE_HSTS_SECONDS: number;
  SECURE_HSTS_INCLUDE_SUBDOMAINS: boolean;
  SECURE_HSTS_PRELOAD: boolean;
  SECURE_CONTENT_TYPE_NOSNIFF: boolean;
  SECURE_REFERRER_POLICY: string | null;
  SECURE_CROSS_ORIGIN_OPENER_POLICY: string | null;
  X_FRAME_OPTIONS: string;
  SIGNING_BACKEND: string;
  SILENCED_SYSTEM_CHECKS: readonly string[];
  LOGGING: Readonly<Record<string, unknown>>;
  TEST_RUNNER: string;
}

/** What a project's `settings.ts` may hold; the two required names are checked again when the project starts. */
export type ProjectSettings = Partial<Settings> & Pick<Settings, 'SECRET_KEY' | 'BASE_DIR'>;

/**
 * The settings of a project, checked by the compiler: a name that Jango doesn't know or a value of the wrong type is an error.
 * `export default defineSettings({ SECRET_KEY: '...', DEBUG: true, ... })`.
 */
export function defineSettings(settings: ProjectSettings): ProjectSettings {
  return settings;
}
