import { AsyncLocalStorage } from 'node:async_hooks';

/** What belongs to whom is being served: the language texts appear in, and the zone times are shown in. */
export interface LocaleState {
  /** undefined: as the settings say; null: translation is switched off. */
  language?: string | null;
  timezone?: string;
}

const storage = new AsyncLocalStorage<LocaleState>();
const base: LocaleState = {};
let storageUsed = false;

/** The state of the running request or `override()` block, or of the process. Cheap until the first block runs. */
export function localeState(): LocaleState {
  return storageUsed ? (storage.getStore() ?? base) : base;
}

/** Run a function, and all that it awaits, with a state of its own that starts as the present one with `changes`. */
export function runWithLocaleState<R>(changes: LocaleState, fn: () => R): R {
  const state = { ...localeState(), ...changes };
  storageUsed = true;
  return storage.run(state, fn);
}
