import { ModelDefinitionError } from './errors.ts';
import type { ModelMeta } from './meta.ts';
import { Model, type ModelClass } from './model.ts';
import type { Options } from './options.ts';

/**
 * The model that a class extends; undefined when it extends Model itself. An abstract one is built on the way.
 * @throws ModelDefinitionError for a parent that is neither registered nor abstract
 */
export function parentModel<O>(
  model: ModelClass,
  options: O,
  build: (parent: ModelClass, options: O) => void,
): ModelClass | undefined {
  const parent = Object.getPrototypeOf(model) as ModelClass;
  if ((parent as unknown) === Model) return undefined;
  if (!(parent.prototype instanceof Model)) {
    throw new ModelDefinitionError(`${model.name} is no model.`, 'Let it extend models.Model.');
  }
  if (Object.hasOwn(parent, '_meta')) return parent;
  const own = Object.hasOwn(parent, 'meta') ? parent.meta : undefined;
  if (own?.abstract !== true) {
    throw new ModelDefinitionError(
      `${model.name} extends ${parent.name || 'a class'}, which is no registered model.`,
      'Export the parent from a models.ts too; if it is only a base for others, give it `static meta = { abstract: true }`.',
    );
  }
  build(parent, { ...options, meta: undefined, extraBases: undefined });
  return parent;
}

/** A proxy has the table of the model it stands for. */
export function tableOf(meta: ModelMeta, parent: ModelClass | undefined): ModelMeta {
  if (meta.proxy !== true) return meta;
  if (parent === undefined || parent._meta.abstract) {
    throw new ModelDefinitionError(
      'A proxy model has no concrete model to stand for.',
      'Let it extend the model whose table it shares.',
    );
  }
  return { ...meta, dbTable: parent._meta.dbTable };
}

/** Fields without a column, such as generic relations, are about one model: children and proxies get copies. */
export function inheritPrivateFields(opts: Options): void {
  const own = new Set([...opts.localFields, ...opts.privateFields].map((field) => field.name));
  for (const parent of opts.parents.keys()) {
    for (const field of parent._meta.privateFields) {
      if (own.has(field.name)) continue;
      own.add(field.name);
      field.cloneForChild().contributeToClass(opts.model, field.name);
    }
  }
}

/** Note the models whose rows this one's extend; the links to them are not known yet. */
export function addParents(opts: Options, bases: readonly (ModelClass | undefined)[]): void {
  for (const base of bases) {
    if (base === undefined) continue;
    if (!base._meta.abstract) opts.parents.set(opts.proxy ? base : base._meta.concreteModel, null);
    else for (const [ancestor, link] of base._meta.parents) opts.parents.set(ancestor, link);
  }
}
