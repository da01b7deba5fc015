import { type Apps, apps as projectApps } from '../../apps/registry.ts';
import { isPlainObject } from '../../utils/is-plain-object.ts';
import { shownValue } from '../../utils/shown-value.ts';
import { type BuildOptions, buildModel } from './build-model.ts';
import { ModelDefinitionError } from './errors.ts';
import type { Field } from './fields/field.ts';
import { generatedClass } from './generated-class.ts';
import type { ModelMeta } from './meta.ts';
import type { ModelClass } from './model.ts';
import { connectWaiting } from './model-signal.ts';
import { awaitRelations, resolveRelations } from './resolve-relations.ts';
import type { LooseModelClass } from './types/loose-model.ts';

/**
 * Make a class a model of an app: read its fields, give it `_meta` and its managers, and connect its relations with the
 * models that are there. Registering it again changes nothing. A project's models are registered by being exported from
 * `models.ts`; this is for tests and programs without a project.
 *
 * @throws ModelDefinitionError when the class body cannot be read
 */
export function registerModel(model: ModelClass, appLabel: string, apps: Apps = projectApps): void {
  if (typeof model !== 'function') {
    throw new ModelDefinitionError(
      `registerModel() takes the class of a model, not ${shownValue(model)}.`,
      "Write registerModel(Article, 'articles').",
    );
  }
  if (!Object.hasOwn(model, '_meta')) register(model, { appLabel, apps });
}

function register(model: ModelClass, options: BuildOptions): void {
  buildModel(model, options);
  if (model._meta.abstract) return;
  connectWaiting(model);
  awaitRelations(model._meta);
  resolveRelations(options.apps);
}

export interface CreateModelOptions {
  appLabel: string;
  /** Unbound fields by property name, in order. */
  fields?: Readonly<Record<string, Field>>;
  meta?: ModelMeta;
  /** The model to extend: an abstract one, one with a table (multi-table inheritance), or with `meta.proxy` its base. */
  base?: ModelClass;
  /** More models with tables that it extends. */
  extraBases?: readonly ModelClass[];
  /** Managers by name; a plain `objects` otherwise. */
  managers?: Readonly<Record<string, object>>;
  apps?: Apps;
}

/** Make a model without a class body: what migrations, join tables and generated models are made with. */
export function createModel(name: string, options: CreateModelOptions): LooseModelClass {
  checkMade(name, options);
  const { appLabel, fields = {}, meta, base, extraBases = [], managers = {}, apps = projectApps } = options;
  const model = generatedClass(name, fields, base === undefined ? [] : [base, ...extraBases]);
  Object.assign(model, managers);
  if (meta !== undefined) Object.defineProperty(model, 'meta', { value: meta });
  register(model, { appLabel, apps, extraBases });
  return model as unknown as LooseModelClass;
}

function checkMade(name: unknown, options: CreateModelOptions): void {
  const wrong =
    typeof name !== 'string' || name === ''
      ? `a name that is ${shownValue(name)}`
      : !isPlainObject(options)
        ? `options that are ${shownValue(options)}`
        : !isPlainObject(options.fields ?? {}) || options.fields === null
          ? `fields that are ${shownValue(options.fields)}`
          : undefined;
  if (wrong === undefined) return;
  throw new ModelDefinitionError(
    `createModel() got ${wrong}.`,
    "Write createModel('Article', { appLabel: 'articles', fields: { title: new fields.CharField({ maxLength: 10 }) } }).",
  );
}
