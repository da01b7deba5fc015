import { ImproperlyConfigured } from '../core/errors/improperly-configured.ts';
import { setLocaleSettings } from '../utils/locale-settings.ts';
import { nearest } from '../utils/nearest.ts';
import { setProjectFolder } from '../utils/project-folder.ts';
import { getScriptPrefix } from '../utils/script-prefix.ts';
import { defaults } from './defaults.ts';
import type { Settings } from './settings.ts';

let current: Settings | undefined;

/**
 * The settings of the running project, read when asked for: `settings.DEBUG`.
 * @throws ImproperlyConfigured before `configure()` or `setup()` has run.
 */
export const settings: Readonly<Settings> = new Proxy({} as Settings, {
  get: (_, name) => {
    if (typeof name === 'symbol') return undefined;
    const value = loaded(name)[name as keyof Settings];
    return name === 'STATIC_URL' || name === 'MEDIA_URL' ? belowScriptPrefix(value as string) : value;
  },
  has: (_, name) => current !== undefined && name in current,
  ownKeys: () => (current === undefined ? [] : Reflect.ownKeys(current)),
  getOwnPropertyDescriptor: (_, name) =>
    current !== undefined && name in current
      ? { value: current[name as keyof Settings], enumerable: true, configurable: true }
      : undefined,
  set: (_, name) => {
    throw new ImproperlyConfigured(
      `Settings cannot be assigned (${String(name)}).`,
      'In a test, use overrideSettings() of jango/test.',
    );
  },
});

/** `static/` is below where the site is mounted: `/static/`, or `/shop/static/`. */
function belowScriptPrefix(url: string): string {
  return /^(?:https?:\/)?\//.test(url) ? url : getScriptPrefix() + url;
}

function loaded(name: string): Settings {
  if (current !== undefined) return current;
  throw new ImproperlyConfigured(
    `The setting ${name} was asked for, but no settings are loaded.`,
    'Run through manage.js, or call setup() of jango first.',
  );
}

/** Whether `configure()` has run. */
export function isConfigured(): boolean {
  return current !== undefined;
}

/**
 * Take a project's settings over the defaults.
 * @param source where they were written, for messages
 * @throws ImproperlyConfigured for a name that is not known in capitals, and for required ones that are missing.
 */
export function configure(project: Partial<Settings>, source = 'the settings'): void {
  if (typeof project.SECRET_KEY !== 'string' || project.SECRET_KEY === '') {
    throw new ImproperlyConfigured(
      `The SECRET_KEY setting is missing from ${source}.`,
      'Give it a long random string: `jango startproject` makes one.',
    );
  }
  if (typeof project.BASE_DIR !== 'string' || project.BASE_DIR === '') {
    throw new ImproperlyConfigured(
      `The BASE_DIR setting is missing from ${source}.`,
      "Give it the project's folder: `path.dirname(import.meta.dirname)`.",
    );
  }
  for (const name of Object.keys(project)) {
    if (name in defaults || name === 'SECRET_KEY' || name === 'BASE_DIR') continue;
    const near = nearest(name, Object.keys(defaults));
    if (near !== undefined) {
      throw new ImproperlyConfigured(
        `${source} has a setting ${name} that Jango doesn't know.`,
        `Did you mean ${near}?`,
      );
    }
  }
  current = { ...defaults, ...project } as Settings;
  setProjectFolder(current.BASE_DIR);
  setLocaleSettings(current);
}

/** Put settings over the present ones until the returned function is called; `overrideSettings()` of `jango/test` is made of it. */
export function pushOverride(values: Partial<Settings>): () => void {
  const before = loaded('override');
  current = { ...before, ...values };
  setLocaleSettings(current);
  setProjectFolder(current.BASE_DIR);
  return () => {
    current = before;
    setLocaleSettings(before);
    setProjectFolder(before.BASE_DIR);
  };
}
