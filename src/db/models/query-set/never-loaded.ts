import type { AnyModel } from '../model.ts';

/** The peers of instances whose relations may not be loaded: `fetchMode('raise')`. */
export const NEVER_LOADED: readonly AnyModel[] = Object.freeze([]);
