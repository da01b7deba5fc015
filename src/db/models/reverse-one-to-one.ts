import { ModelValueError } from './errors.ts';
import type { ForeignKey } from './fields/foreign-key.ts';
import type { Relation } from './fields/relation.ts';
import { loadPeers } from './load-peers.ts';
import type { AnyModel } from './model.ts';
import { prefetcherFor } from './prefetchers.ts';

/** The other side of a one-to-one that isn't loaded: `await user.profile`. */
export class ReverseOneRef implements PromiseLike<AnyModel> {
  readonly instance: AnyModel;
  readonly relation: Relation;

  constructor(instance: AnyModel, relation: Relation) {
    this.instance = instance;
    this.relation = relation;
  }
  then<A = AnyModel, B = never>(
    onFulfilled?: ((value: AnyModel) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#load().then(onFulfilled, onRejected);
  }

  /** @throws DoesNotExist when nothing points here */
  async #load(): Promise<AnyModel> {
    const { instance, relation } = this;
    const accessor = relation.accessorName!;
    if (!instance._state.isCached(accessor)) {
      const prefetcher = prefetcherFor(instance, accessor)!;
      await loadPeers(instance, accessor, prefetcher);
    }
    const object = instance._state.getCached(accessor);
    if (object !== null && object !== undefined) return object as AnyModel;
    throw missing(instance, relation);
  }

  toJSON(): undefined {
    return undefined;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `<${this.relation.accessorName}: not loaded>`;
  }
}

function missing(instance: AnyModel, relation: Relation): Error {
  const { DoesNotExist } = relation.relatedModel;
  return new DoesNotExist(`${instance._meta.objectName} has no ${relation.accessorName}.`);
}

/** The object when it is loaded, else something to await. */
export function reverseOneToOne(instance: AnyModel, relation: Relation): unknown {
  const cached = instance._state.getCached(relation.accessorName!);
  return cached ?? new ReverseOneRef(instance, relation);
}

/** `user.profile = profile`: the profile points here from now on; it has to be saved. */
export function setReverseOneToOne(instance: AnyModel, relation: Relation, value: AnyModel | null): void {
  const field = relation.field as ForeignKey;
  const accessor = relation.accessorName!;
  const before = instance._state.getCached(accessor);
  if (value === null) {
    if (before !== null && before !== undefined) Object.assign(before, { [field.name]: null });
    instance._state.deleteCached(accessor);
    return;
  }
  if (!(value instanceof (relation.relatedModel._meta.concreteModel as unknown as new () => AnyModel))) {
    throw new ModelValueError(
      `Cannot assign "${String(value)}": "${instance._meta.objectName}.${accessor}" must be a "${relation.relatedModel._meta.objectName}" instance.`,
    );
  }
  Object.assign(value, { [field.name]: instance });
  instance._state.setCached(accessor, value);
}
