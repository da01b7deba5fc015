import type { AnyModel } from './model.ts';
import { RelatedRef } from './related-ref.ts';

/** A relation whose object was looked for and, by the queryset that prefetched it, left out: awaiting it gives null. */
export class MissingRef extends RelatedRef {
  override then<A = AnyModel | null, B = never>(
    onFulfilled?: ((value: AnyModel | null) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): PromiseLike<A | B> {
    return Promise.resolve(null).then(onFulfilled, onRejected);
  }
}
