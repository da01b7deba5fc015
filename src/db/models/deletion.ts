import { routeDatabase } from '../router.ts';
import { Collector } from './deletion-collector.ts';
import { ModelValueError } from './errors.ts';
import { isKeySet } from './key-is-set.ts';
import type { AnyModel } from './model.ts';
import type { DeleteOptions, DeletionCount } from './persistence.ts';

/** `instance.delete()` */
export async function deleteInstance(instance: AnyModel, options: DeleteOptions): Promise<DeletionCount> {
  if (!isKeySet(instance.pk)) {
    throw new ModelValueError(
      `${instance._meta.objectName} object can't be deleted because its ${instance._meta.pk.attname} attribute is set to null.`,
    );
  }
  const using = options.using ?? routeDatabase('dbForWrite', instance.constructor, instance);
  const collector = new Collector(using);
  await collector.collect([instance], { keepParents: options.keepParents ?? false });
  return collector.delete(instance);
}
