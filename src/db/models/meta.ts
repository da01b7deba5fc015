import type { CheckMessage } from '../../core/checks/messages.ts';
import type { Text } from '../../utils/translation/lazy.ts';
import type { AnyModel, ModelClass } from './model.ts';

/** What indexes and constraints have in common for a model; the classes are in `indexes/` and `constraints/`. */
export interface NamedMetaObject {
  name: string;
  clone(): NamedMetaObject;
  deconstruct(): { path: string; args?: readonly unknown[]; options: Record<string, unknown> };
}

/** A constraint, as models use it. */
export interface MetaConstraint extends NamedMetaObject {
  validate(
    model: ModelClass,
    instance: AnyModel,
    options?: { exclude?: Iterable<string>; using?: string },
  ): Promise<void>;
  check(model: ModelClass): CheckMessage[];
}

/** The options of a model's `static meta`; names and meaning are Django's. */
export interface ModelMeta {
  /** A base for other models, without a table. */
  abstract?: boolean;
  appLabel?: string;
  baseManagerName?: string | null;
  constraints?: readonly MetaConstraint[];
  dbTable?: string;
  dbTableComment?: string;
  dbTablespace?: string;
  defaultManagerName?: string | null;
  defaultPermissions?: readonly string[];
  defaultRelatedName?: string | null;
  getLatestBy?: string | readonly string[] | null;
  indexes?: readonly NamedMetaObject[];
  /** Whether migrations make and change the table. */
  managed?: boolean;
  orderWithRespectTo?: string | null;
  /** Names (`'-createdAt'`) and expressions that rows are ordered by unless a query says otherwise. */
  ordering?: readonly unknown[] | null;
  permissions?: readonly (readonly [codename: string, name: string])[];
  /** The parent's table under another class. */
  proxy?: boolean;
  requiredDbFeatures?: readonly string[];
  requiredDbVendor?: string | null;
  selectOnSave?: boolean;
  /** Setting that may put another model in this one's place. */
  swappable?: string | null;
  uniqueTogether?: readonly string[] | readonly (readonly string[])[];
  verboseName?: Text | null;
  verboseNamePlural?: Text | null;
  /** The model whose many-to-many field a join model was made for. */
  autoCreated?: ModelClass;
}

export const META_OPTION_NAMES: ReadonlySet<string> = new Set<keyof ModelMeta>([
  'abstract',
  'appLabel',
  'autoCreated',
  'baseManagerName',
  'constraints',
  'dbTable',
  'dbTableComment',
  'dbTablespace',
  'defaultManagerName',
  'defaultPermissions',
  'defaultRelatedName',
  'getLatestBy',
  'indexes',
  'managed',
  'orderWithRespectTo',
  'ordering',
  'permissions',
  'proxy',
  'requiredDbFeatures',
  'requiredDbVendor',
  'selectOnSave',
  'swappable',
  'uniqueTogether',
  'verboseName',
  'verboseNamePlural',
]);

/** `['a', 'b']` is one group of fields, `[['a', 'b'], ['c', 'd']]` are two. */
export function normalizeTogether(option: ModelMeta['uniqueTogether']): readonly (readonly string[])[] {
  if (option === undefined || option.length === 0) return [];
  return (typeof option[0] === 'string' ? [option] : option) as readonly (readonly string[])[];
}
