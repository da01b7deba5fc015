import type { ModelMeta, NamedMetaObject } from './meta.ts';
import type { ModelClass } from './model.ts';
import type { Options } from './options.ts';

/**
 * The meta in force for a class: its own; else that of its abstract parent, as if written here; and from a parent with a
 * table only the ordering and `getLatestBy`.
 */
export function inheritedMeta(model: ModelClass, parent: ModelClass | undefined): ModelMeta {
  const own = Object.hasOwn(model, 'meta') ? model.meta! : undefined;
  if (parent === undefined) return own ?? {};
  const above = parent._meta;
  if (above.abstract) {
    const { abstract: _abstract, ...rest } = above.original;
    return own ?? rest;
  }
  return {
    ...(above.original.ordering === undefined ? {} : { ordering: above.original.ordering }),
    ...(above.original.getLatestBy === undefined ? {} : { getLatestBy: above.original.getLatestBy }),
    ...own,
  };
}

/** Copies of the meta's indexes and constraints for this model, with their names completed. */
export function prepareSchemaObjects(opts: Options): void {
  const { indexes = [], constraints = [] } = opts.original;
  opts.indexes = indexes.map((index) => named(index, opts));
  opts.constraints = constraints.map((constraint) => named(constraint, opts));
}

/** `'%(app_label)s_%(class)s_unique'` is filled in, as abstract models need names for their children. */
function named<T extends NamedMetaObject>(object: T, opts: Options): T {
  const copy = object.clone() as T & {
    setNameWithModel?(model: ModelClass): void;
  };
  if (copy.name === '') {
    if (!opts.abstract) copy.setNameWithModel?.(opts.model);
  } else if (!opts.abstract) {
    copy.name = fillNames(copy.name, opts);
  }
  return copy;
}

export function fillNames(text: string, opts: Options): string {
  return text
    .replaceAll('%(app_label)s', opts.appLabel.toLowerCase())
    .replaceAll('%(class)s', opts.modelName)
    .replaceAll('%(model_name)s', opts.modelName);
}
