/**
 * A method that says whether an object counts as true in a template's `{% if %}`, where Python has `__bool__`:
 * a file field without a file is an object, and false.
 */
export const TRUTH: unique symbol = Symbol.for('jango.truth') as never;
