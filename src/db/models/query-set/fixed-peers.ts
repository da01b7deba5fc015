import type { AnyModel } from '../model.ts';
import type { FetchMode } from '../types/query-set.ts';

/** The peers of instances whose relations may not be loaded: `fetchMode('raise')`. */
export const NEVER_LOADED: readonly AnyModel[] = Object.freeze([]);
/** The peers of instances that load for themselves alone: `fetchMode('one')`. */
export const ONE_BY_ONE: readonly AnyModel[] = Object.freeze([]);

/** The fetch mode that an instance was read with, and that what it leads to is read with; undefined for the usual one. */
export function modeOf({ _state: { peers } }: AnyModel): FetchMode | undefined {
  if (peers === NEVER_LOADED) return 'raise';
  return peers === ONE_BY_ONE ? 'one' : undefined;
}
