import type { Options } from './options.ts';

/** The meta of a model and of those whose tables its rows extend into. */
export function withParents(meta: Options): Options[] {
  return [meta, ...meta.getParentList().map((parent) => parent._meta)];
}
