import { AppConfig } from '../../../apps/app-config.ts';
import { Apps } from '../../../apps/registry.ts';
import { LookupError } from '../../../core/errors/lookup-error.ts';
import { nearest } from '../../../utils/nearest.ts';
import type { Field } from '../../models/fields/field.ts';
import type { RuntimeManager } from '../../models/manager.ts';
import type { ModelMeta } from '../../models/meta.ts';
import type { ModelClass } from '../../models/model.ts';
import { createModel } from '../../models/registration.ts';
import type { LooseModelClass } from '../../models/types/loose-model.ts';
import { changeField } from './change-field.ts';
import { baseKeys, type ModelKey, modelKey, splitKey } from './model-key.ts';
import type { ModelState } from './model-state.ts';
import type { ProjectState } from './project-state.ts';
import { relationOf } from './relation.ts';

/** How much of what a model points at is made with it: the models that give its columns their types, or all that it leads to. */
type Reach = 'columns' | 'all';

/**
 * The models of a ProjectState as classes: what `RunCode` gets. A class is made when it is asked for, together with
 * those that its columns lead to, so that a step of a migration costs a few classes and not a project's worth.
 */
export class StateApps extends Apps {
  readonly #models: ReadonlyMap<ModelKey, ModelState>;
  readonly #configs: ReadonlyMap<string, AppConfig>;
  readonly #beingMade = new Set<ModelKey>();
  /** The models that were made with what they point at; others are there only as targets. */
  readonly #done: Readonly<Record<Reach, Set<ModelKey>>> = { columns: new Set(), all: new Set() };

  constructor(state: ProjectState) {
    super();
    this.#models = new Map(state.models);
    const labels = [...this.#models.values()].map((model) => model.appLabel);
    for (const label of new Set(labels)) {
      const config = new AppConfig();
      config.name = config.label = label;
      this.addAppConfig(config);
    }
    this.#configs = new Map(this.getAppConfigs().map((config) => [config.label, config]));
    this.appsReady = this.modelsReady = true;
  }

  /**
   * The model as it was at this point of the migrations: its fields, no methods of its own.
   * @throws LookupError when there is none
   */
  override getModel(labelOrName: string, name?: string): LooseModelClass {
    return this.#get(
      name === undefined ? modelKey(...splitKey(labelOrName)) : modelKey(labelOrName, name),
      'all',
    );
  }

  /**
   * The model as a schema editor needs it: its columns have their types, relations of models that it points at lead nowhere.
   * @throws LookupError when there is none
   */
  getTable(appLabel: string, name: string): LooseModelClass {
    return this.#get(modelKey(appLabel, name), 'columns');
  }

  #get(key: ModelKey, reach: Reach): LooseModelClass {
    const model = this.#make(key, reach) ?? this.#joinModel(key);
    if (model !== undefined) return model as LooseModelClass;
    const near = nearest(key, this.#models.keys());
    throw new LookupError(
      `There is no model '${key}' at this point of the migrations.`,
      near === undefined
        ? 'Does the migration depend on the one that creates it?'
        : `Did you mean '${this.#models.get(near as ModelKey)!.appLabel}.${this.#models.get(near as ModelKey)!.name}'?`,
    );
  }

  /** A join model that comes with the relation of another model of the app. */
  #joinModel(key: ModelKey): ModelClass | undefined {
    const [label] = splitKey(key);
    for (const [other, { appLabel }] of this.#models) if (appLabel === label) this.#make(other, 'all');
    return this.#made(key);
  }

  /** Make every model, so that relations can be followed backwards. */
  renderAll(): void {
    for (const key of this.#models.keys()) this.#make(key, 'all');
  }

  #made(key: ModelKey): ModelClass | undefined {
    const [label, name] = splitKey(key);
    return this.#configs.get(label)?.models.get(name) as ModelClass | undefined;
  }

  #make(key: ModelKey, reach: Reach): ModelClass | undefined {
    if (this.#done[reach].has(key)) return this.#made(key);
    const state = this.#models.get(key);
    if (state === undefined || this.#beingMade.has(key)) return undefined;
    this.#beingMade.add(key);
    try {
      const parents = baseKeys(state.bases, state.appLabel);
      const bases = parents.map((parent) => this.#make(parent, reach)).filter((base) => base !== undefined);
      // The model of a proxy may go before the proxy, as Django has it.
      if (state.options.proxy && bases.length === 0) return undefined;
      for (const field of state.fields.values()) this.#makeTargets(state, field, reach);
      this.#done[reach].add(key);
      return this.#made(key) ?? this.#create(state, bases);
    } finally {
      this.#beingMade.delete(key);
    }
  }

  /** Foreign keys need their target for their type, join tables both of their sides. */
  #makeTargets(state: ModelState, field: Field, reach: Reach): void {
    const relation = relationOf(field, state.appLabel, state.name);
    if (relation === undefined) return;
    if (reach === 'all') this.#make(relation.to, 'all');
    else this.#makeTarget(relation.to);
    if (relation.through !== undefined) this.#make(relation.through, reach);
  }

  /** A model that is only pointed at: of its own relations, those count that can be pointed at. */
  #makeTarget(key: ModelKey): ModelClass | undefined {
    const state = this.#models.get(key);
    if (state === undefined || this.#made(key) !== undefined || this.#beingMade.has(key))
      return this.#made(key);
    this.#beingMade.add(key);
    try {
      const parents = baseKeys(state.bases, state.appLabel);
      const bases = parents.map((parent) => this.#makeTarget(parent)).filter((base) => base !== undefined);
      for (const field of state.fields.values()) {
        if (field.isRelation && (field.unique || field.oneToOne)) this.#makeTargets(state, field, 'columns');
      }
      return this.#made(key) ?? this.#create(state, bases);
    } finally {
      this.#beingMade.delete(key);
    }
  }

  #create(state: ModelState, [base, ...extraBases]: readonly ModelClass[]): ModelClass {
    const bases = base === undefined ? [] : [base, ...extraBases];
    const fields = [...state.fields].map(([name, field]) => [name, unbound(field, state, bases)] as const);
    const { indexTogether: _indexTogether, ...meta } = state.options;
    return createModel(state.name, {
      appLabel: state.appLabel,
      fields: Object.fromEntries(fields),
      meta: meta as ModelMeta,
      ...(base !== undefined && { base, extraBases }),
      managers: Object.fromEntries([...state.managers].map(([name, manager]) => [name, copyOf(manager)])),
      apps: this,
    });
  }
}

/** A copy for a class of its own; a child's link to its parent's row names the parent's class. */
function unbound(field: Field, state: ModelState, bases: readonly ModelClass[]): Field {
  if (field.remoteField?.parentLink !== true) return field.clone();
  const to = relationOf(field, state.appLabel, state.name)?.to;
  const parent = bases.map((base) => base._meta.concreteModel).find((one) => one._meta.labelLower === to);
  return parent === undefined ? field.clone() : changeField(field, { to: parent });
}

/** A manager belongs to one class; every class that is made of a state needs its own. */
function copyOf(manager: unknown): object {
  return (manager as RuntimeManager).clone();
}
