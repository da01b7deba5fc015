import type { Field } from './fields/field.ts';
import type { AnyModel } from './model.ts';
import { persistence } from './persistence.ts';

/**
 * A relation whose object is not loaded: what `article.author` holds until it is awaited. It knows the id, and awaiting it
 * loads the object for every instance that came out of the same query.
 */
export class RelatedRef implements PromiseLike<AnyModel | null> {
  /** Whose relation it is. */
  readonly instance: AnyModel;
  readonly field: Field;
  /** Value of the field that is pointed at: the primary key, unless the relation has a `toField`. */
  readonly id: unknown;

  constructor(instance: AnyModel, field: Field, id: unknown) {
    this.instance = instance;
    this.field = field;
    this.id = id;
  }

  then<A = AnyModel | null, B = never>(
    onFulfilled?: ((value: AnyModel | null) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): PromiseLike<A | B> {
    return persistence().loadRelated(this).then(onFulfilled, onRejected);
  }

  toJSON(): unknown {
    return this.id;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `<${this.field.name}: not loaded, id ${String(this.id)}>`;
  }
}
