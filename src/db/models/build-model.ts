import { AppConfig } from '../../apps/app-config.ts';
import type { Apps } from '../../apps/registry.ts';
import { MultipleObjectsReturned, ObjectDoesNotExist } from '../../core/errors/object-does-not-exist.ts';
import { installAccessors } from './accessors.ts';
import { type CollectedFields, collectFields } from './collect-fields.ts';
import { ModelDefinitionError } from './errors.ts';
import type { Field } from './fields/field.ts';
import { OrderWrt } from './fields/order-wrt.ts';
import { implicitPrimaryKey, parentLink } from './implicit-fields.ts';
import { inheritedMeta, prepareSchemaObjects } from './inherit-meta.ts';
import { installManagers } from './install-managers.ts';
import type { ModelMeta } from './meta.ts';
import { Model, type ModelClass } from './model.ts';
import { Options } from './options.ts';
import { classPrepared } from './signals.ts';

export interface BuildOptions {
  appLabel: string;
  apps: Apps;
  /** Takes the place of the class's own `static meta`. */
  meta?: ModelMeta;
}

/**
 * Give a class its `_meta`: read its fields, bind them, add what is implicit, and enter it in the registry of apps.
 * Relations stay unresolved; `registration.ts` looks after them.
 */
export function buildModel(model: ModelClass, options: BuildOptions): void {
  const parent = parentModel(model, options);
  const meta = options.meta ?? inheritedMeta(model, parent);
  const collected = collectFields(model, parent);
  const opts = new Options(model, options.appLabel, tableOf(meta, parent), options.apps);
  Object.defineProperty(model, '_meta', { value: opts, configurable: true });
  addParents(opts, parent);
  const implicit = addFields(opts, collected);
  const inherited = parent?._meta.implicitSlots.map((slot) => slot.field) ?? [];
  opts.implicitSlots = [...inherited, ...implicit].map((field) => ({
    field,
    column: opts.concreteFields.indexOf(field),
  }));
  opts.slots = collected.slots.map(({ kind, field }) => {
    const column = field === undefined ? -1 : opts.concreteFields.indexOf(field);
    return { kind, field, column, plain: column >= 0 && !field!.buildsValue };
  });
  prepareSchemaObjects(opts);
  addErrors(model);
  installManagers(model, parent);
  if (opts.abstract) return;
  installAccessors(opts, collected.blankNames);
  enter(opts);
  if (classPrepared.hasListeners(model)) void classPrepared.send(model, {});
}

/** The model that a class extends, built; undefined when it extends Model itself. */
function parentModel(model: ModelClass, options: BuildOptions): ModelClass | undefined {
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
  buildModel(parent, { appLabel: options.appLabel, apps: options.apps });
  return parent;
}

function tableOf(meta: ModelMeta, parent: ModelClass | undefined): ModelMeta {
  if (meta.proxy !== true) return meta;
  if (parent === undefined || parent._meta.abstract) {
    throw new ModelDefinitionError(
      'A proxy model has no concrete model to stand for.',
      'Let it extend the model whose table it shares.',
    );
  }
  return { ...meta, dbTable: parent._meta.dbTable };
}

function addParents(opts: Options, parent: ModelClass | undefined): void {
  if (parent === undefined) return;
  if (!parent._meta.abstract) opts.parents.set(parent, null);
  else for (const [ancestor, link] of parent._meta.parents) opts.parents.set(ancestor, link);
}

/** Bind the fields, with the link to a parent or the primary key that the model needs. @returns the fields added that way */
function addFields(opts: Options, collected: CollectedFields): Field[] {
  const implicit: Field[] = [];
  const concreteParent = [...opts.parents.keys()].at(-1);
  if (!opts.proxy && concreteParent !== undefined) {
    const declared = collected.local.find(([, field]) => isLinkTo(field, concreteParent));
    const [name, link] = declared ?? parentLink(concreteParent);
    opts.parents.set(concreteParent, link);
    if (declared === undefined) {
      implicit.push(link);
      link.contributeToClass(opts.model, name);
    }
    opts.pk = link;
  } else if (opts.proxy) {
    opts.pk = concreteParent!._meta.pk;
  } else if (!opts.abstract && !collected.local.some(([, field]) => field.primaryKey)) {
    const id = implicitPrimaryKey(opts);
    implicit.push(id);
    id.contributeToClass(opts.model, 'id');
  }
  if (opts.proxy && collected.local.length > 0) {
    throw new ModelDefinitionError(
      `The proxy model '${opts.objectName}' declares fields: ${collected.local.map(([name]) => name).join(', ')}.`,
      'A proxy shares a table and cannot add columns.',
    );
  }
  for (const [name, field] of collected.local) field.contributeToClass(opts.model, name);
  if (opts.orderWithRespectTo !== null && !opts.abstract && !opts.proxy) {
    const order = new OrderWrt();
    implicit.push(order);
    order.contributeToClass(opts.model, '_order');
  }
  return implicit;
}

function isLinkTo(field: Field, parent: ModelClass): boolean {
  if (field.remoteField?.parentLink !== true) return false;
  const { to } = field.remoteField;
  return (
    to === parent || (typeof to === 'function' && !('_meta' in to) && (to as () => unknown)() === parent)
  );
}

function addErrors(model: ModelClass): void {
  const { objectName } = model._meta;
  const parent = Object.getPrototypeOf(model) as Partial<ModelClass>;
  const NotThere = parent.DoesNotExist ?? ObjectDoesNotExist;
  const TooMany = parent.MultipleObjectsReturned ?? MultipleObjectsReturned;
  const errors = {
    DoesNotExist: { [`${objectName}.DoesNotExist`]: class extends NotThere {} }[`${objectName}.DoesNotExist`],
    MultipleObjectsReturned: { [`${objectName}.MultipleObjectsReturned`]: class extends TooMany {} }[
      `${objectName}.MultipleObjectsReturned`
    ],
  };
  for (const [name, value] of Object.entries(errors))
    Object.defineProperty(model, name, { value, configurable: true });
}

/** Enter a model in its app; an app that nobody installed is made, so that models of tests need none. */
function enter(opts: Options): void {
  const { apps, appLabel } = opts;
  if (!apps.getAppConfigs().some((config) => config.label === appLabel)) {
    const config = new AppConfig();
    config.name = config.label = appLabel;
    apps.addAppConfig(config);
  }
  apps.registerModel(appLabel, opts.model);
}
