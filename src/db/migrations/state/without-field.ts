import type { Field } from '../../models/fields/field.ts';
import { namesField } from './field-names.ts';
import type { NamedSchemaObject, StateOptions } from './model-options.ts';

/** A model's options without the indexes, constraints and groups that a field is part of: a database drops them with it. */
export function withoutField(options: StateOptions, name: string, field: Field): StateOptions {
  const { indexes, constraints, uniqueTogether, indexTogether } = options;
  const others = (groups: readonly (readonly string[])[]) => groups.filter((group) => !group.includes(name));
  const isOver = namesField(field, name);
  const stays = (item: NamedSchemaObject): boolean => !isOver(item);
  return {
    ...options,
    ...(indexes !== undefined && { indexes: indexes.filter(stays) }),
    ...(constraints !== undefined && { constraints: constraints.filter(stays) }),
    ...(uniqueTogether !== undefined && { uniqueTogether: others(uniqueTogether) }),
    ...(indexTogether !== undefined && { indexTogether: others(indexTogether) }),
  };
}
