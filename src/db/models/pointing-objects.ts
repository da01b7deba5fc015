/** What managers of reverse and of generic relations share: the objects that are given to `add()`, `remove()` and `set()`. */
import { atomic } from '../transaction.ts';
import { ModelValueError } from './errors.ts';
import { isInstance } from './is-instance.ts';
import type { AnyModel, ModelClass } from './model.ts';

export interface BulkOption {
  readonly bulk?: boolean;
}

/** The objects of an argument list and whether they are written at once: `add(a, b, { bulk: false })` saves each. */
export function objectsAndBulk(
  model: ModelClass,
  given: readonly unknown[],
): { objects: AnyModel[]; bulk: boolean } {
  const last = given.at(-1);
  const hasOption = typeof last === 'object' && last !== null && !isInstance(last) && 'bulk' in last;
  const objects = hasOption ? given.slice(0, -1) : given;
  return {
    objects: objects.map((object) => checkObject(model, object)),
    bulk: hasOption ? ((last as BulkOption).bulk ?? true) : true,
  };
}

/** @throws ModelValueError for what is no instance of the model */
export function checkObject(model: ModelClass, object: unknown): AnyModel {
  if (isInstance(object) && object instanceof (model as unknown as new () => AnyModel)) return object;
  throw new ModelValueError(
    `'${model._meta.objectName}' instance expected, got ${String(object)}.`,
    'Give objects of the model that points here.',
  );
}

/** The keys of objects that are in a database already. */
export function savedKeys(objects: readonly AnyModel[], alias: string): unknown[] {
  return objects.map((object) => {
    const { adding, db } = object._state;
    if (!adding && db === alias) return object.pk;
    if (!adding && db !== undefined) {
      throw new ModelValueError(
        `Cannot add "${String(object)}": it is in the database '${db}', and the relation in '${alias}'.`,
        'Read the object from that database, or save it there.',
      );
    }
    throw new ModelValueError(
      `${String(object)} instance isn't saved.`,
      'Use bulk: false, or save the object first.',
    );
  });
}

/** Write one object after the other, all or none. */
export function writeEach(
  objects: readonly AnyModel[],
  using: string,
  write: (object: AnyModel) => Promise<unknown>,
): Promise<void> {
  const all = async (): Promise<void> => {
    for (const object of objects) await write(object);
  };
  return atomic(all, { using, savepoint: false });
}
