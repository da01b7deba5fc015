import type { Awaitable } from '../utils/awaitable.ts';
import type { Text } from '../utils/translation/lazy.ts';

/** What the registry needs to know of a model class; the class itself is `db/models/model.ts`. */
export interface RegisteredModel {
  readonly name: string;
  readonly _meta: {
    readonly appLabel: string;
    readonly modelName: string;
    readonly label: string;
    /** The model whose join table it is, when the framework made it. */
    readonly autoCreated: unknown;
    /** The model that takes its place by a setting, if any. */
    readonly swapped: unknown;
  };
}

/**
 * What a project's app is called and what it does when everything is loaded. An app's `apps.ts` exports one subclass:
 * `export class ArticlesConfig extends AppConfig { override name = 'articles'; }`
 */
export class AppConfig {
  /** The entry of `INSTALLED_APPS`: `'articles'`, `'jango/contrib/auth'`. */
  name = '';
  /** Short unique name, `auth`; the last part of `name` unless given. Prefix of the app's tables. */
  label = '';
  /** For people: the admin's heading; the label with a capital unless given. */
  verboseName: Text = '';
  /** Folder of the app, absolute. */
  path = '';
  /** Class name of the primary key of models that name none; the setting of the same name unless given. */
  defaultAutoField: string | undefined = undefined;
  /** The app's models by lower-case name, filled while its `models.ts` is loaded. */
  readonly models: Map<string, RegisteredModel> = new Map();

  /** Called once all apps and models are loaded: the place to connect signals and register checks. */
  ready(): Awaitable<void> {}

  toString(): string {
    return this.label;
  }
}
