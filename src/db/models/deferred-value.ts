import type { Field } from './fields/field.ts';
import type { AnyModel } from './model.ts';
import { persistence } from './persistence.ts';

/** A column that `only()` or `defer()` left out: `await article.content` loads it, for all instances of the query at once. */
export class DeferredValue implements PromiseLike<unknown> {
  readonly instance: AnyModel;
  readonly field: Field;

  constructor(instance: AnyModel, field: Field) {
    this.instance = instance;
    this.field = field;
  }

  then<A = unknown, B = never>(
    onFulfilled?: ((value: unknown) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): PromiseLike<A | B> {
    return persistence().loadDeferred(this).then(onFulfilled, onRejected);
  }

  toJSON(): undefined {
    return undefined;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '<deferred>';
  }
}
