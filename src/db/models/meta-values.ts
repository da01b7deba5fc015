import type { Apps } from '../../apps/registry.ts';
import { isConfigured, settings } from '../../conf/configure.ts';
import { camelToSpaces } from '../../utils/case.ts';
import { choicesHint } from '../../utils/choices-hint.ts';
import { override } from '../../utils/translation/active-language.ts';
import { DEFAULT_PERMISSIONS } from './constants.ts';
import { ModelDefinitionError } from './errors.ts';
import {
  META_OPTION_NAMES,
  type MetaConstraint,
  type ModelMeta,
  type NamedMetaObject,
  normalizeTogether,
} from './meta.ts';
import type { ModelClass } from './model.ts';

/** What a model's meta says, completed: the first half of `_meta`. What the fields add is in `options.ts`. */
export abstract class MetaValues {
  readonly model: ModelClass;
  readonly apps: Apps;
  readonly appLabel: string;
  /** Class name. */
  readonly objectName: string;
  /** Class name in lower case. */
  readonly modelName: string;
  /** `articles.Article`. */
  readonly label: string;
  readonly labelLower: string;
  readonly dbTable: string;
  readonly ordering: readonly unknown[];
  readonly abstract: boolean;
  readonly proxy: boolean;
  readonly managed: boolean;
  readonly swappable: string | null;
  readonly uniqueTogether: readonly (readonly string[])[];
  readonly permissions: readonly (readonly [string, string])[];
  readonly defaultPermissions: readonly string[];
  readonly getLatestBy: string | readonly string[] | null;
  readonly orderWithRespectTo: string | null;
  readonly selectOnSave: boolean;
  readonly defaultRelatedName: string | null;
  readonly defaultManagerName: string | null;
  readonly baseManagerName: string | null;
  readonly dbTableComment: string;
  readonly dbTablespace: string;
  readonly requiredDbFeatures: readonly string[];
  readonly requiredDbVendor: string | null;
  /** The model whose join table this is, when the framework made it. */
  readonly autoCreated: ModelClass | undefined;
  /** The meta as it was written (and inherited), for migrations. */
  readonly original: ModelMeta;
  indexes: readonly NamedMetaObject[] = [];
  constraints: readonly MetaConstraint[] = [];

  constructor(model: ModelClass, appLabel: string, meta: ModelMeta, apps: Apps) {
    for (const name of Object.keys(meta)) {
      if (META_OPTION_NAMES.has(name)) continue;
      throw new ModelDefinitionError(
        `The meta of ${model.name} has no option '${name}'.`,
        choicesHint(name, META_OPTION_NAMES),
      );
    }
    this.model = model;
    this.apps = apps;
    this.original = meta;
    this.appLabel = meta.appLabel ?? appLabel;
    this.objectName = model.name;
    this.modelName = model.name.toLowerCase();
    this.label = `${this.appLabel}.${this.objectName}`;
    this.labelLower = `${this.appLabel}.${this.modelName}`;
    this.dbTable = meta.dbTable ?? `${this.appLabel}_${this.modelName}`;
    this.orderWithRespectTo = meta.orderWithRespectTo ?? null;
    this.ordering = this.orderWithRespectTo === null ? (meta.ordering ?? []) : ['_order'];
    this.abstract = meta.abstract ?? false;
    this.proxy = meta.proxy ?? false;
    this.managed = meta.managed ?? true;
    this.swappable = meta.swappable ?? null;
    this.uniqueTogether = normalizeTogether(meta.uniqueTogether);
    this.permissions = meta.permissions ?? [];
    this.defaultPermissions = meta.defaultPermissions ?? DEFAULT_PERMISSIONS;
    this.getLatestBy = meta.getLatestBy ?? null;
    this.selectOnSave = meta.selectOnSave ?? false;
    this.defaultRelatedName = meta.defaultRelatedName ?? null;
    this.defaultManagerName = meta.defaultManagerName ?? null;
    this.baseManagerName = meta.baseManagerName ?? null;
    this.dbTableComment = meta.dbTableComment ?? '';
    this.dbTablespace = meta.dbTablespace ?? '';
    this.requiredDbFeatures = meta.requiredDbFeatures ?? [];
    this.requiredDbVendor = meta.requiredDbVendor ?? null;
    this.autoCreated = meta.autoCreated;
  }

  /** What people call one of them, in the active language. */
  get verboseName(): string {
    return this.original.verboseName?.toString() ?? camelToSpaces(this.objectName);
  }

  /** The same in the language that it is written in. */
  get verboseNameRaw(): string {
    return override(null, () => this.verboseName);
  }

  get verboseNamePlural(): string {
    return this.original.verboseNamePlural?.toString() ?? `${this.verboseName}s`;
  }

  get canMigrate(): boolean {
    return this.managed && !this.proxy && !this.swapped;
  }

  /** Label of the model that takes this one's place by the setting named in `swappable`; undefined when it is this one. */
  get swapped(): string | undefined {
    if (this.swappable === null || !isConfigured()) return undefined;
    const chosen = (settings as unknown as Readonly<Record<string, unknown>>)[this.swappable];
    return typeof chosen !== 'string' || chosen.toLowerCase() === this.labelLower ? undefined : chosen;
  }

  toString(): string {
    return this.labelLower;
  }
}
