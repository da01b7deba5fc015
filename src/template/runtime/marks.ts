/** What a lookup gives that leads nowhere: no such name, key, attribute or index. */
export const MISSING: unique symbol = Symbol('missing');

/** What a lookup gives that was refused or failed silently: a method that alters data, needs arguments, or threw a silent error. */
export const FAILED: unique symbol = Symbol('failed');
