import { configure, pushOverride } from '../src/conf/configure.ts';
import type { Settings } from '../src/conf/settings.ts';
import { runWithLocaleState } from '../src/utils/locale-state.ts';
import { clearScriptPrefix, setScriptPrefix } from '../src/utils/script-prefix.ts';
import { type Catalog, setCatalog } from '../src/utils/translation/catalog.ts';
import { withClock } from './clock.ts';
import { loadUrlconfs } from './urlconfs.ts';
import { decode } from './values.ts';
import type { Env, Message } from './vector.ts';

/** The settings that the vectors were made with. */
const BASE: Partial<Settings> = {
  BASE_DIR: import.meta.dirname,
  SECRET_KEY: 'django_tests_secret_key',
  SECRET_KEY_FALLBACKS: [],
  LANGUAGE_CODE: 'en',
  USE_I18N: true,
  USE_TZ: false,
  TIME_ZONE: 'America/Chicago',
  DEBUG: false,
  ALLOWED_HOSTS: ['testserver'],
  MEDIA_URL: '/',
  STATIC_URL: '/static/',
  APPEND_SLASH: true,
  PASSWORD_HASHERS: ['MD5PasswordHasher'],
  USE_THOUSAND_SEPARATOR: false,
};

export function configureBase(): void {
  configure(BASE, 'the vectors');
}

/** Run in the state that a line asks for; everything is as before afterwards. */
export async function inState(env: Env | undefined, folder: string, run: () => unknown): Promise<unknown> {
  const settings = decode({ ...env?.settings }) as Record<string, unknown>;
  if (env?.urlconf !== undefined) settings['ROOT_URLCONF'] = loadUrlconfs(folder).get(env.urlconf);
  const restore = pushOverride(settings as Partial<Settings>);
  const language = env?.language === undefined ? 'en' : env.language;
  if (language !== null)
    setCatalog(language, env?.catalog === undefined ? undefined : catalogOf(env.catalog));
  if (env?.script_prefix !== undefined) setScriptPrefix(env.script_prefix);
  try {
    const state = env?.timezone === undefined ? { language } : { language, timezone: env.timezone };
    return await withClock(env?.now, () => runWithLocaleState(state, run));
  } finally {
    if (language !== null) setCatalog(language, undefined);
    clearScriptPrefix();
    restore();
  }
}

function catalogOf(messages: readonly Message[]): Catalog {
  const find = (message: string, context: string | undefined, n?: number) =>
    messages.find(
      (m) =>
        m.msgid === message &&
        m.context === context &&
        (n === undefined || m.plural === undefined || m.n === n),
    )?.text;
  return {
    gettext: (message, context) => find(message, context),
    ngettext: (singular, _plural, count, context) => find(singular, context, count),
  };
}
