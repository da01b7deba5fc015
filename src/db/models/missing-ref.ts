import type { AnyModel, ModelClass } from './model.ts';
import { RelatedRef } from './related-ref.ts';

/**
 * A relation that has no object to give: one that was never set, or whose object was left out by the queryset that
 * prefetched it. Awaiting it gives null where the relation may be empty, and fails where it must not be.
 */
export class MissingRef extends RelatedRef {
  override then<A = AnyModel | null, B = never>(
    onFulfilled?: ((value: AnyModel | null) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): PromiseLike<A | B> {
    const answer: Promise<null> = this.field.null ? Promise.resolve(null) : Promise.reject(this.#error());
    return answer.then(onFulfilled, onRejected);
  }

  #error(): Error {
    const { DoesNotExist } = this.field.remoteField!.model() as ModelClass;
    return new DoesNotExist(`${this.instance._meta.objectName} has no ${this.field.name}.`);
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `<${this.field.name}: none>`;
  }
}
