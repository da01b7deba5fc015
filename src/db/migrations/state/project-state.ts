import type { Field } from '../../models/fields/field.ts';
import { ValueError } from '../errors/value-error.ts';
import { changeField } from './change-field.ts';
import { referencesTo } from './field-references.ts';
import { baseKey, baseKeys, type ModelKey, modelKey } from './model-key.ts';
import type { NamedSchemaObject, StateOptions } from './model-options.ts';
import type { ModelState } from './model-state.ts';
import { renamedField } from './renamed-field.ts';
import { StateApps } from './state-apps.ts';
import { withoutField } from './without-field.ts';

/**
 * All models of a project at one moment of its migrations, worked out from the migration files alone.
 * Operations change it in place through these methods; `clone()` costs one small map, since ModelStates are shared.
 */
export class ProjectState {
  readonly #models: Map<ModelKey, ModelState>;
  /** Labels of apps without migrations: their models are taken as they are now. */
  readonly realApps: ReadonlySet<string>;
  #apps: StateApps | undefined;

  constructor(models: Iterable<ModelState> = [], realApps: Iterable<string> = []) {
    this.#models = new Map([...models].map((model) => [model.key, model]));
    this.realApps = new Set(realApps);
  }

  get models(): ReadonlyMap<ModelKey, ModelState> {
    return this.#models;
  }

  /** The models as classes, each made when it is first asked for. */
  get apps(): StateApps {
    this.#apps ??= new StateApps(this);
    return this.#apps;
  }

  /** A copy to go on from. Classes that were made are of the models as they are now, so both share them until one changes. */
  clone(): ProjectState {
    const copy = new ProjectState(this.#models.values(), this.realApps);
    copy.#apps = this.#apps;
    return copy;
  }

  /** @throws ValueError when the model doesn't exist at this point */
  getModel(appLabel: string, name: string): ModelState {
    const model = this.#models.get(modelKey(appLabel, name));
    if (model !== undefined) return model;
    throw new ValueError(
      `There is no model ${appLabel}.${name} at this point of the migrations.`,
      'A migration that it depends on may be missing from `dependencies`.',
    );
  }

  addModel(model: ModelState): void {
    this.#put(model);
  }

  removeModel(appLabel: string, name: string): void {
    this.getModel(appLabel, name);
    this.#models.delete(modelKey(appLabel, name));
    this.#apps = undefined;
  }

  /** Rename a model and everything that points at it: relations, join models, children. */
  renameModel(appLabel: string, oldName: string, newName: string): void {
    const before = this.getModel(appLabel, oldName);
    const renamed = before.with({ name: newName });
    this.#models.delete(before.key);
    this.#put(renamed);
    const label = `${appLabel}.${newName}`;
    for (const { model, name, field, to, through } of [...referencesTo(this.#models.values(), before)]) {
      const changes = { ...(to && { to: renamed.key }), ...(through && { through: label }) };
      this.#changeFields(model.key, (fields) => fields.set(name, changeField(field, changes)));
    }
    for (const model of this.#models.values()) {
      if (!baseKeys(model.bases, model.appLabel).includes(before.key)) continue;
      const bases = model.bases.map((base) =>
        baseKey(base, model.appLabel) === before.key ? renamed.key : base,
      );
      this.#put(model.with({ bases }));
    }
  }

  /** @param keys options that go back to their default unless `options` gives them */
  alterModelOptions(
    appLabel: string,
    name: string,
    options: StateOptions,
    keys: readonly (keyof StateOptions)[] = [],
  ): void {
    const cleared = Object.fromEntries(keys.map((key) => [key, undefined]));
    this.#put(this.getModel(appLabel, name).withOptions({ ...cleared, ...options }));
  }

  alterModelManagers(appLabel: string, name: string, managers: ReadonlyMap<string, unknown>): void {
    this.#put(this.getModel(appLabel, name).with({ managers }));
  }

  addNamed(appLabel: string, name: string, option: 'indexes' | 'constraints', item: NamedSchemaObject): void {
    const model = this.getModel(appLabel, name);
    this.#put(model.withOptions({ [option]: [...(model.options[option] ?? []), item] }));
  }

  removeNamed(appLabel: string, name: string, option: 'indexes' | 'constraints', itemName: string): void {
    const model = this.getModel(appLabel, name);
    const kept = (model.options[option] ?? []).filter((item) => item.name !== itemName);
    this.#put(model.withOptions({ [option]: kept }));
  }

  replaceNamed(
    appLabel: string,
    name: string,
    option: 'indexes' | 'constraints',
    itemName: string,
    replacement: NamedSchemaObject,
  ): void {
    const model = this.getModel(appLabel, name);
    const items = (model.options[option] ?? []).map((item) => (item.name === itemName ? replacement : item));
    this.#put(model.withOptions({ [option]: items }));
  }

  /** @param preserveDefault false when the default served only to fill rows that were there */
  addField(appLabel: string, modelName: string, name: string, field: Field, preserveDefault = true): void {
    const kept = preserveDefault ? field : withoutDefault(field);
    this.#changeFields(modelKey(appLabel, modelName), (fields) => fields.set(name, kept));
  }

  /** Take a field away, with the indexes, constraints and groups that it is part of. */
  removeField(appLabel: string, modelName: string, name: string): void {
    const model = this.getModel(appLabel, modelName);
    const field = model.getField(name);
    const fields = new Map([...model.fields].filter(([own]) => own !== name));
    this.#put(model.with({ fields, options: withoutField(model.options, name, field) }));
  }

  alterField(appLabel: string, modelName: string, name: string, field: Field, preserveDefault = true): void {
    this.getModel(appLabel, modelName).getField(name);
    const kept = preserveDefault ? field : withoutDefault(field);
    this.#changeFields(modelKey(appLabel, modelName), (fields) => fields.set(name, kept));
  }

  /** Rename a field, in its place, and wherever options, conditions, expressions and relations name it. */
  renameField(appLabel: string, modelName: string, oldName: string, newName: string): void {
    const model = this.getModel(appLabel, modelName);
    for (const changed of renamedField(this.#models, model, oldName, newName)) this.#put(changed);
  }

  #changeFields(key: ModelKey, change: (fields: Map<string, Field>) => void): void {
    const model = this.#models.get(key) ?? this.getModel(...(key.split('.') as [string, string]));
    const fields = new Map(model.fields);
    change(fields);
    this.#put(model.with({ fields }));
  }

  #put(model: ModelState): void {
    this.#models.set(model.key, model);
    this.#apps = undefined;
  }
}

function withoutDefault(field: Field): Field {
  return changeField(field, { default: undefined });
}
