import { LazyString } from '../../../utils/translation/lazy.ts';
import type { Field } from '../../models/fields/field.ts';
import { Manager } from '../../models/manager.ts';
import type { ModelClass } from '../../models/model.ts';
import { changeField } from './change-field.ts';
import type { ModelReference } from './model-key.ts';
import type { StateOptions } from './model-options.ts';
import { ModelState } from './model-state.ts';
import { ProjectState } from './project-state.ts';

/** Options of `meta` that are no part of a state. */
const LEFT_OUT = new Set(['appLabel', 'autoCreated', 'abstract']);

/** A model class as a state: its own fields unbound, its options as they were written, its parents by label. */
export function modelStateOf(model: ModelClass, { withoutRelations = false } = {}): ModelState {
  const { _meta: meta } = model;
  const declared = withoutRelations
    ? meta.localFields.filter((field) => !field.isRelation)
    : [...meta.localFields, ...meta.localManyToMany];
  const fields = declared
    .filter((field) => field.name !== '_order' || meta.orderWithRespectTo === null)
    .map((field) => [field.name, unbound(field)] as const);
  return new ModelState(meta.appLabel, meta.objectName, {
    fields: new Map(fields),
    options: optionsOf(model, withoutRelations),
    bases: basesOf(model),
    managers: managersOf(model),
  });
}

/** A copy that no model has taken. Fixtures hold a primary key apart from the fields, which Django writes out. */
function unbound(field: Field): Field {
  if (field.primaryKey) return changeField(field, { serialize: false });
  return field.isRelation || !field.concrete ? changeField(field, {}) : field.clone();
}

/** Every model of a project as it is written now; join tables that fields make are no models of their own. */
export function projectStateOf(models: Iterable<ModelClass>): ProjectState {
  const own = [...models].filter((model) => model._meta.autoCreated === undefined);
  return new ProjectState(own.map((model) => modelStateOf(model)));
}

function optionsOf(model: ModelClass, withoutRelations: boolean): StateOptions {
  const { _meta: meta } = model;
  const options: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(meta.original)) {
    if (!LEFT_OUT.has(name) && value !== undefined)
      options[name] = value instanceof LazyString ? value.message : value;
  }
  if (options['indexes'] !== undefined) options['indexes'] = meta.indexes.map((index) => index.clone());
  if (options['constraints'] !== undefined)
    options['constraints'] = meta.constraints.map((one) => one.clone());
  if (withoutRelations) for (const name of ['uniqueTogether', 'indexes', 'constraints']) delete options[name];
  else if (options['orderWithRespectTo'] != null) delete options['ordering'];
  if (meta.proxy) delete options['dbTable'];
  for (const name of ORDERING) if (isInherited(model, name)) delete options[name];
  return options;
}

/** Options that a child of a model with a table takes over from it, unsaid: its historical model does so too. */
const ORDERING = ['ordering', 'getLatestBy'] as const;

function isInherited(model: ModelClass, name: (typeof ORDERING)[number]): boolean {
  const [parent] = [...model._meta.parents.keys()].slice(-1);
  if (parent === undefined) return false;
  for (
    let type: object = model;
    type !== parent && type !== Function.prototype;
    type = Object.getPrototypeOf(type)
  ) {
    if (Object.hasOwn(type, 'meta')) return (type as ModelClass).meta?.[name] === undefined;
  }
  return true;
}

/** Labels of the parents with a table; for a proxy its base. */
function basesOf(model: ModelClass): ModelReference[] {
  const [parent] = [...model._meta.parents.keys()].slice(-1);
  return parent === undefined ? [] : [parent._meta.labelLower];
}

/**
 * The managers that historical models have: those marked `useInMigrations`, and in the place of other ones that are the
 * default or the base manager a plain one, so that code finds it under its name. `objects` alone is there anyway.
 */
function managersOf(model: ModelClass): Map<string, unknown> {
  const { _meta: meta } = model;
  const kept = new Map<string, unknown>();
  for (const [name, manager] of meta.managers) {
    const isMain = [meta.defaultManager, meta.baseManager].some((main) => Object.is(main, manager));
    if (manager.useInMigrations === true) kept.set(name, manager);
    else if (isMain) kept.set(name, new Manager());
  }
  const isPlain =
    kept.size === 1 && kept.has('objects') && meta.managers.get('objects')?.useInMigrations !== true;
  return isPlain ? new Map() : kept;
}
