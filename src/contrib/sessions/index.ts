export { SessionGone, SessionInterrupted, SessionKeyTaken } from './errors.ts';
export type { Expiry } from './expiry.ts';
export { SessionBase, type SessionStoreClass, type SessionValue } from './session-base.ts';

/**
 * Types of session values: `declare module 'jango/contrib/sessions' { interface SessionData { cart: number[] } }`.
 * It stands in this file because a declaration merges only with the module it names.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface SessionData {}
