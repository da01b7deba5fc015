import { type Awaitable, isThenable } from '../utils/awaitable.ts';
import type { Context, RenderState } from './context.ts';
import { TemplateNestingError } from './render-errors.ts';

/** Includes and parents inside each other; a template that includes itself without end stops here. */
const MAX_NESTING = 100;

/** One level deeper; `leave()` has to follow. @throws TemplateNestingError when there is no end to it */
export function enter(context: Context): RenderState | undefined {
  if (context.nesting >= MAX_NESTING) {
    throw new TemplateNestingError(
      `Templates extend or include each other more than ${MAX_NESTING} deep.`,
      'Look for one that includes itself without a condition.',
    );
  }
  context.nesting++;
  return context.renderState;
}

export function leave(context: Context, outer: RenderState | undefined): void {
  context.nesting--;
  context.renderState = outer;
}

/** One level deeper into includes, parents or partials. @throws TemplateNestingError when there is no end to it */
export function nested<T>(context: Context, run: () => Awaitable<T>): Awaitable<T> {
  const outer = enter(context);
  return finishing(run, () => leave(context, outer));
}

/** Run, and clean up when it is done, now or later. */
export function finishing<T>(run: () => Awaitable<T>, done: () => void): Awaitable<T> {
  let pending = false;
  try {
    const result = run();
    if (!isThenable(result)) return result;
    pending = true;
    return Promise.resolve(result as PromiseLike<T>).finally(done);
  } finally {
    if (!pending) done();
  }
}
