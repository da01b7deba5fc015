import { pushOverride } from '../conf/configure.ts';
import type { Settings } from '../conf/settings.ts';
import { type Awaitable, isThenable } from '../utils/awaitable.ts';

/**
 * Run something with other settings: `await overrideSettings({ DEBUG: true }, async () => { ... })`. They are back as they were at its end,
 * however it ends. All that runs in the process sees them meanwhile.
 */
export function overrideSettings<T>(values: Partial<Settings>, body: () => Awaitable<T>): Awaitable<T> {
  const restore = pushOverride(values);
  try {
    const result = body();
    if (!isThenable(result)) {
      restore();
      return result as T;
    }
    return Promise.resolve(result as PromiseLike<T>).finally(restore);
  } catch (error) {
    restore();
    throw error;
  }
}
