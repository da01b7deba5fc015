import { apps } from '../../apps/registry.ts';
import type { ForeignKey } from '../../db/models/fields/foreign-key.ts';
import type { ModelClass } from '../../db/models/model.ts';
import { SerializationError } from './errors.ts';
import { hasNaturalKey, naturalKeyDependencies } from './natural-keys.ts';

/**
 * Order models so that those come first whose natural keys others refer to.
 * @param options.allowCycles let one of several models that need each other go first
 * @throws SerializationError for models that need each other
 */
export function sortDependencies(
  models: readonly ModelClass[],
  options: { allowCycles?: boolean } = {},
): ModelClass[] {
  const given = new Set(models);
  const sorted = new Set<ModelClass>();
  const isReady = (model: ModelClass): boolean => {
    const ready = dependencies(model).every((need) => !given.has(need) || sorted.has(need));
    if (ready) sorted.add(model);
    return ready;
  };
  let waiting = [...models];
  while (waiting.length > 0) {
    const left = waiting.filter((model) => !isReady(model));
    if (left.length === waiting.length) {
      if (!options.allowCycles) throw circular(left);
      sorted.add(left.pop()!);
    }
    waiting = left.reverse();
  }
  return [...sorted];
}

/** What has to be there before a model's rows can be read: targets of its relations that have natural keys. */
function dependencies(model: ModelClass): ModelClass[] {
  const named = naturalKeyDependencies(model).map((label) => apps.getModel(label) as ModelClass);
  const { fields, manyToMany } = model._meta;
  const targets = fields.flatMap((field) =>
    field.isRelation ? [(field as ForeignKey).remoteField.model()] : [],
  );
  const joined = manyToMany
    .filter((field) => field.through._meta.autoCreated)
    .map((field) => field.remoteField.model());
  const natural = [...targets, ...joined].filter((target) => target !== model && hasNaturalKey(target));
  return [...new Set([...named, ...natural])];
}

function circular(models: readonly ModelClass[]): SerializationError {
  const labels = models.map((model) => model._meta.label).sort();
  return new SerializationError(
    `The models ${labels.join(', ')} need each other, so none of them can come first.`,
    'Write them without natural keys, or leave one out.',
  );
}
