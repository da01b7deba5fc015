import { ImproperlyConfigured } from '../core/errors/improperly-configured.ts';
import { LookupError } from '../core/errors/lookup-error.ts';
import type { AppConfig, RegisteredModel } from './app-config.ts';
import { missingAppHint } from './missing-app.ts';

/** The installed apps and their models; `apps` is the one of the running project. */
export class Apps {
  readonly #configs = new Map<string, AppConfig>();
  /** True once every app of `INSTALLED_APPS` is imported. */
  appsReady = false;
  /** True once every app's models are imported and their relations resolved. */
  modelsReady = false;
  /** True once every `ready()` has run. */
  ready = false;

  /** @throws ImproperlyConfigured when another app has this label. */
  addAppConfig(config: AppConfig): void {
    const other = this.#configs.get(config.label);
    if (other !== undefined) {
      throw new ImproperlyConfigured(
        `Application labels aren't unique: "${config.label}" is the label of "${other.name}" and of "${config.name}".`,
        `Give one of them another label in its apps.ts.`,
      );
    }
    this.#configs.set(config.label, config);
  }

  /** In the order of `INSTALLED_APPS`. */
  getAppConfigs(): AppConfig[] {
    return [...this.#configs.values()];
  }

  /** @throws LookupError when no installed app has this label. */
  getAppConfig(label: string): AppConfig {
    const config = this.#configs.get(label);
    if (config !== undefined) return config;
    const hint = missingAppHint(label, [...this.#configs.keys()]);
    throw new LookupError(`No installed app with label '${label}'.`, hint);
  }

  /** Whether `INSTALLED_APPS` has this name: `isInstalled('jango/contrib/admin')`. */
  isInstalled(name: string): boolean {
    return this.getAppConfigs().some((config) => config.name === name);
  }

  /** `getModel('articles.Article')` or `getModel('articles', 'article')`; case does not matter. @throws LookupError */
  getModel(labelOrName: string, name?: string): RegisteredModel {
    const [label, modelName, more] = name === undefined ? labelOrName.split('.') : [labelOrName, name];
    if (modelName === undefined || more !== undefined) {
      throw new LookupError(`'${labelOrName}' is not a model name.`, `Write it as 'app_label.ModelName'.`);
    }
    const config = this.getAppConfig(label!);
    const model = config.models.get(modelName.toLowerCase());
    if (model === undefined) {
      throw new LookupError(
        `App '${label}' has no model '${modelName}'.`,
        `Its models are: ${[...config.models.values()].map((m) => m.name).join(', ') || 'none'}.`,
      );
    }
    return model;
  }

  /** The models, app by app; the join tables that the framework makes and models that were swapped out only when asked for. */
  getModels(options: { includeAutoCreated?: boolean; includeSwapped?: boolean } = {}): RegisteredModel[] {
    const { includeAutoCreated = false, includeSwapped = false } = options;
    const all = this.getAppConfigs().flatMap((config) => [...config.models.values()]);
    return all.filter(
      ({ _meta: meta }) => (includeAutoCreated || !meta.autoCreated) && (includeSwapped || !meta.swapped),
    );
  }

  registerModel(label: string, model: RegisteredModel): void {
    const config = this.getAppConfig(label);
    const other = config.models.get(model._meta.modelName);
    if (other !== undefined && other !== model) {
      throw new ImproperlyConfigured(
        `Two models of app '${label}' are called '${model.name}'.`,
        'Rename one: the class name is the model name.',
      );
    }
    config.models.set(model._meta.modelName, model);
  }

  /** Forget everything: for tests that load a project of their own. */
  clear(): void {
    this.#configs.clear();
    this.appsReady = this.modelsReady = this.ready = false;
  }
}

export const apps: Apps = new Apps();
