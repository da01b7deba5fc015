import { AppConfig } from '../../../apps/app-config.ts';
import { Apps } from '../../../apps/registry.ts';
import { LookupError } from '../../../core/errors/lookup-error.ts';
import { nearest } from '../../../utils/nearest.ts';
import type { Field } from '../../models/fields/field.ts';
import type { ModelMeta } from '../../models/meta.ts';
import type { ModelClass } from '../../models/model.ts';
import { createModel } from '../../models/registration.ts';
import type { LooseModelClass } from '../../models/types/loose-model.ts';
import { connectSchemaExpressions } from '../schema-expressions.ts';
import { changeField } from './change-field.ts';
import { type ModelKey, modelKey, resolveModel, splitKey } from './model-key.ts';
import type { ModelState } from './model-state.ts';
import type { ProjectState } from './project-state.ts';
import { relationOf } from './relation.ts';

/**
 * The models of a ProjectState as classes: what `RunCode` gets. A class is made when it is asked for, together with
 * those that its columns lead to, so that a step of a migration costs a few classes and not a project's worth.
 */
export class StateApps extends Apps {
  readonly #models: ReadonlyMap<ModelKey, ModelState>;
  readonly #beingMade = new Set<ModelKey>();

  constructor(state: ProjectState) {
    super();
    this.#models = new Map(state.models);
    const labels = [...this.#models.values()].map((model) => model.appLabel);
    for (const label of new Set(labels)) {
      const config = new AppConfig();
      config.name = config.label = label;
      this.addAppConfig(config);
    }
    this.appsReady = this.modelsReady = true;
    connectSchemaExpressions();
  }

  /**
   * The model as it was at this point of the migrations: its fields, no methods of its own.
   * @throws LookupError when there is none
   */
  override getModel(labelOrName: string, name?: string): LooseModelClass {
    const key = name === undefined ? modelKey(...splitKey(labelOrName)) : modelKey(labelOrName, name);
    const model = this.#make(key);
    if (model !== undefined) return model as LooseModelClass;
    const near = nearest(key, this.#models.keys());
    throw new LookupError(
      `There is no model '${key}' at this point of the migrations.`,
      near === undefined
        ? 'Does the migration depend on the one that creates it?'
        : `Did you mean '${this.#models.get(near as ModelKey)!.appLabel}.${this.#models.get(near as ModelKey)!.name}'?`,
    );
  }

  /** Make every model, so that relations can be followed backwards. */
  renderAll(): void {
    for (const key of this.#models.keys()) this.#make(key);
  }

  #made(key: ModelKey): ModelClass | undefined {
    const [label, name] = splitKey(key);
    const config = this.getAppConfigs().find((one) => one.label === label);
    return config?.models.get(name) as ModelClass | undefined;
  }

  #make(key: ModelKey): ModelClass | undefined {
    const made = this.#made(key);
    if (made !== undefined) return made;
    const state = this.#models.get(key);
    if (state === undefined || this.#beingMade.has(key)) return undefined;
    this.#beingMade.add(key);
    try {
      const parents = state.bases.map((base) => resolveModel(base, state.appLabel));
      const bases = parents.map((parent) => this.#make(parent)).filter((base) => base !== undefined);
      this.#makeRelated(state);
      return this.#made(key) ?? this.#create(state, bases);
    } finally {
      this.#beingMade.delete(key);
    }
  }

  /** Foreign keys need their target for their type, join tables both of their sides. */
  #makeRelated(state: ModelState): void {
    for (const field of state.fields.values()) {
      const relation = relationOf(field, state.appLabel, state.name);
      if (relation === undefined) continue;
      this.#make(relation.to);
      if (relation.through !== undefined) this.#make(relation.through);
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
      managers: Object.fromEntries(state.managers) as Record<string, object>,
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
