import type { NamedSchemaObject, StateOptions } from './model-options.ts';

/** What is made of fields; conditions and expressions are not looked into. */
function uses(item: NamedSchemaObject, name: string): boolean {
  const { fields } = item as { fields?: readonly string[] };
  return fields?.some((field) => field.replace(/^-/, '') === name) ?? false;
}

/** A model's options without the indexes, constraints and groups that a field is part of: a database drops them with it. */
export function withoutField(options: StateOptions, name: string): StateOptions {
  const { indexes, constraints, uniqueTogether, indexTogether } = options;
  const others = (groups: readonly (readonly string[])[]) => groups.filter((group) => !group.includes(name));
  return {
    ...options,
    ...(indexes !== undefined && { indexes: indexes.filter((item) => !uses(item, name)) }),
    ...(constraints !== undefined && { constraints: constraints.filter((item) => !uses(item, name)) }),
    ...(uniqueTogether !== undefined && { uniqueTogether: others(uniqueTogether) }),
    ...(indexTogether !== undefined && { indexTogether: others(indexTogether) }),
  };
}
