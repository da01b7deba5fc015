import type { Field } from '../../models/fields/field.ts';
import { namedCopy } from './change-field.ts';
import { namesOf } from './field-names.ts';
import type { NamedSchemaObject, StateOptions } from './model-options.ts';

/**
 * A model's options without the indexes, constraints and groups that a field is part of: a database drops them with it.
 * SQL of one's own names columns, all else names fields.
 */
export function withoutField(options: StateOptions, name: string, field: Field): StateOptions {
  const { indexes, constraints, uniqueTogether, indexTogether } = options;
  const others = (groups: readonly (readonly string[])[]) => groups.filter((group) => !group.includes(name));
  const { attname, column } = namedCopy(field, name);
  const own = [name, attname, column, ...(field.primaryKey ? ['pk'] : [])];
  const stays = (item: NamedSchemaObject): boolean => {
    const names = namesOf(item);
    return !own.some((one) => names.has(one));
  };
  return {
    ...options,
    ...(indexes !== undefined && { indexes: indexes.filter(stays) }),
    ...(constraints !== undefined && { constraints: constraints.filter(stays) }),
    ...(uniqueTogether !== undefined && { uniqueTogether: others(uniqueTogether) }),
    ...(indexTogether !== undefined && { indexTogether: others(indexTogether) }),
  };
}
