import { LazyString } from '../../../utils/translation/lazy.ts';
import type { Field } from '../../models/fields/field.ts';
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
  return options;
}

/** Labels of the parents with a table; for a proxy its base. */
function basesOf(model: ModelClass): ModelReference[] {
  const [parent] = [...model._meta.parents.keys()].slice(-1);
  return parent === undefined ? [] : [parent._meta.labelLower];
}

function managersOf(model: ModelClass): Map<string, unknown> {
  const kept = [...model._meta.managers].filter(([, manager]) => manager.useInMigrations === true);
  const isPlain =
    kept.length === 1 && kept[0]![0] === 'objects' && kept[0]![1].constructor.name === 'Manager';
  return new Map(isPlain ? [] : kept);
}
