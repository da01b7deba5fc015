/** An index or constraint as a state holds it; `db/models` has the classes. */
export interface NamedSchemaObject {
  readonly name: string;
  clone(): NamedSchemaObject;
  deconstruct(): { path: string; args?: readonly unknown[]; options: Record<string, unknown> };
}

/** What a model's `meta` says, as far as migrations keep it; an option that is absent has its default. */
export interface StateOptions {
  abstract?: boolean;
  baseManagerName?: string | null;
  constraints?: readonly NamedSchemaObject[];
  dbTable?: string;
  dbTableComment?: string;
  dbTablespace?: string;
  defaultManagerName?: string | null;
  defaultPermissions?: readonly string[];
  defaultRelatedName?: string | null;
  getLatestBy?: string | readonly string[] | null;
  indexTogether?: readonly (readonly string[])[];
  indexes?: readonly NamedSchemaObject[];
  managed?: boolean;
  orderWithRespectTo?: string | null;
  ordering?: readonly unknown[];
  permissions?: readonly (readonly [codename: string, name: string])[];
  proxy?: boolean;
  requiredDbFeatures?: readonly string[];
  requiredDbVendor?: string | null;
  selectOnSave?: boolean;
  swappable?: string | null;
  uniqueTogether?: readonly (readonly string[])[];
  verboseName?: string | null;
  verboseNamePlural?: string | null;
}

export type TogetherOption = 'uniqueTogether' | 'indexTogether';

/** `['a', 'b']` is one group, `[['a', 'b']]` a list of them; both are accepted as in Django. */
export function normalizeTogether(value: unknown): readonly (readonly string[])[] {
  if (!Array.isArray(value) || value.length === 0) return [];
  return (Array.isArray(value[0]) ? value : [value]) as readonly (readonly string[])[];
}

/** Whether two lists of groups hold the same groups; the order of the groups means nothing, that within a group does. */
export function sameTogether(a: readonly (readonly string[])[], b: readonly (readonly string[])[]): boolean {
  const keys = new Set(a.map((group) => JSON.stringify(group)));
  const others = new Set(b.map((group) => JSON.stringify(group)));
  return keys.size === others.size && [...keys].every((key) => others.has(key));
}
