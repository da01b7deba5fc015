import type { Field } from '../../models/fields/field.ts';
import { namedCopy } from './change-field.ts';
import { mapNames, type NameChange } from './map-names.ts';
import type { NamedSchemaObject } from './model-options.ts';

/** The options of indexes and constraints that name fields. */
const NAMING = ['fields', 'include', 'expressions', 'condition'] as const;

type Naming = Readonly<Record<(typeof NAMING)[number], unknown>>;

/** The fields that an index or a constraint names, and each word of SQL of a person's own, as it may be a column. */
function namesOf(item: NamedSchemaObject): ReadonlySet<string> {
  const found = new Set<string>();
  const change: NameChange = {
    name: (name) => {
      found.add(name);
      return name;
    },
    sql: (sql) => {
      for (const word of sql.replace(/'(?:[^']|'')*'/g, '').match(/\w+/g) ?? []) found.add(word);
    },
  };
  for (const option of NAMING) mapNames((item as unknown as Naming)[option], change);
  return found;
}

/** Tells which indexes and constraints a field is part of. SQL of a person's own names its column, all else the field. */
export function namesField(field: Field, name: string): (item: NamedSchemaObject) => boolean {
  const { attname, column } = namedCopy(field, name);
  const own = [name, attname, column, ...(field.primaryKey ? ['pk'] : [])];
  return (item) => {
    const names = namesOf(item);
    return own.some((one) => names.has(one));
  };
}

/** An index or a constraint by other names of fields; the same one where it names none that change. */
export function withNames<T extends NamedSchemaObject>(item: T, name: NameChange['name']): T {
  const changes = NAMING.flatMap((option) => {
    const before = (item as unknown as Naming)[option];
    const after = mapNames(before, { name });
    return before === after ? [] : [[option, after] as const];
  });
  if (changes.length === 0) return item;
  const Class = item.constructor as new (options: Record<string, unknown>) => T;
  return new Class({ ...item.deconstruct().options, ...Object.fromEntries(changes) });
}
