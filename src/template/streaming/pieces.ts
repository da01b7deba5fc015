/**
 * A page on its way: texts in order, and between them pending values, which whoever takes the pieces waits for and hands back through
 * `next()`. A page without pending values makes no promise.
 */
export type Pieces = Generator<string | PromiseLike<unknown>, void, unknown>;
