import { DEFAULT_DB_ALIAS } from '../../db/connections.ts';
import type { ForeignKey } from '../../db/models/fields/foreign-key.ts';
import type { ManyToManyField } from '../../db/models/fields/many-to-many-field.ts';
import { isInstance } from '../../db/models/is-instance.ts';
import type { ModelClass } from '../../db/models/model.ts';
import { ObjectDoesNotExist } from '../errors/object-does-not-exist.ts';
import { naturalManager } from './natural-keys.ts';
import type { DeserializeOptions } from './types.ts';

/** The value of a foreign key; undefined when its object is not there yet and may come later. */
export function keyOf(field: ForeignKey, value: unknown, options: DeserializeOptions): Promise<unknown> {
  return findKey(field.remoteField.model(), field.targetField.name, value, options);
}

/** The keys of a many-to-many relation; undefined when one of its objects is not there yet and may come later. */
export async function keysOf(
  field: ManyToManyField,
  value: unknown,
  options: DeserializeOptions,
): Promise<unknown[] | undefined> {
  if (!Array.isArray(value)) throw new TypeError('a many-to-many relation is a list of keys');
  const model = field.remoteField.model();
  const keys: unknown[] = [];
  for (const one of value) {
    const key = await findKey(model, model._meta.pk.name, one, options);
    if (key === undefined) return undefined;
    keys.push(key);
  }
  return keys;
}

async function findKey(
  model: ModelClass,
  name: string,
  value: unknown,
  options: DeserializeOptions,
): Promise<unknown> {
  if (value === null || value === undefined) return null;
  const { using = DEFAULT_DB_ALIAS } = options;
  const manager = Array.isArray(value) ? naturalManager(model, using) : undefined;
  if (manager === undefined) return (model._meta.getField(name) as ForeignKey).toPython(value);
  try {
    const found = await manager.getByNaturalKey(...(value as unknown[]));
    const key = found.serializableValue(name);
    return isInstance(key) ? key.pk : key;
  } catch (error) {
    if (error instanceof ObjectDoesNotExist && options.handleForwardReferences) return undefined;
    throw error;
  }
}
