/** Stands between the parts of a lookup: `author__name__startswith`. */
export const LOOKUP_SEP = '__';

/** What `field.default` and `field.dbDefault` hold when nothing was given; `null` is a default of its own. */
export const NOT_PROVIDED: unique symbol = Symbol('NOT_PROVIDED');
export type NotProvided = typeof NOT_PROVIDED;

/** The permissions that every model has, unless its meta says otherwise. */
export const DEFAULT_PERMISSIONS: readonly string[] = ['add', 'change', 'delete', 'view'];
