import { configure, isConfigured, type Settings } from 'jango/conf';
import { pushOverride } from '../../src/conf/configure.ts';

/** Settings that are enough for what needs no project. */
export function configureForTests(settings: Partial<Settings> = {}): void {
  if (!isConfigured()) configure({ SECRET_KEY: 'a key for tests', BASE_DIR: '/nowhere', ...settings });
}

/** Run with other settings. */
export async function withSettings<T>(
  settings: Partial<Settings>,
  run: () => T | PromiseLike<T>,
): Promise<T> {
  const restore = pushOverride(settings);
  try {
    return await run();
  } finally {
    restore();
  }
}
