import type { AnyModel } from '../../db/models/model.ts';
import { RelatedRef } from '../../db/models/related-ref.ts';
import type { ContentType } from './content-type.ts';
import type { GenericForeignKeyField } from './generic-foreign-key.ts';

/** An object of whatever model that is not loaded: what a generic foreign key holds until it is awaited. */
export class GenericRef implements PromiseLike<AnyModel | null> {
  readonly instance: AnyModel;
  readonly field: GenericForeignKeyField;
  /** What the instance's content type property holds: a reference, the loaded content type, or null. */
  readonly type: unknown;
  readonly id: unknown;
  /** Set once it was looked for in vain. */
  missing = false;

  constructor(field: GenericForeignKeyField, instance: AnyModel, type: unknown, id: unknown) {
    this.field = field;
    this.instance = instance;
    this.type = type;
    this.id = id;
  }

  then<A = AnyModel | null, B = never>(
    onFulfilled?: ((value: AnyModel | null) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): PromiseLike<A | B> {
    return this.field.load(this).then(onFulfilled, onRejected);
  }

  toJSON(): unknown {
    return this.id;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `<${this.field.name}: not loaded, id ${String(this.id)}>`;
  }
}

/** The content type of an object that was assigned, before it was ever read; saving reads it. */
export class UnreadType extends RelatedRef {
  readonly #field: GenericForeignKeyField;
  readonly #object: AnyModel;

  constructor(field: GenericForeignKeyField, instance: AnyModel, object: AnyModel) {
    super(instance, field.contentTypeField, null);
    this.#field = field;
    this.#object = object;
  }

  override then<A = AnyModel | null, B = never>(
    onFulfilled?: ((value: AnyModel | null) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): PromiseLike<A | B> {
    const type: Promise<AnyModel | null> = this.#field.readType(this.#object) as Promise<
      ContentType & AnyModel
    >;
    return type.then(onFulfilled, onRejected);
  }
}
