import { CheckError, type CheckMessage } from '../../../core/checks/messages.ts';
import type { CompositePrimaryKey } from './composite-primary-key.ts';
import type { Field } from './field.ts';

/** A composite key is called `pk`, and made of columns of the model that are never empty. */
export function checkCompositeKey(key: CompositePrimaryKey): CheckMessage[] {
  const found = key.fieldNames.flatMap((name) => checkComponent(key, name));
  found.push(...checkTwice(key));
  if (key.name === 'pk') return found;
  const hint = `Declare it as: pk = models.CompositePrimaryKey(${key.fieldNames.map((name) => `'${name}'`).join(', ')}).`;
  return [
    new CheckError("'CompositePrimaryKey' must be named 'pk'.", { obj: key, id: 'fields.E013', hint }),
    ...found,
  ];
}

function checkComponent(key: CompositePrimaryKey, name: string): CheckMessage[] {
  const problem = problemOf(key, name);
  if (problem === undefined) return [];
  const message = `'${name}' cannot be included in the composite primary key.`;
  return [new CheckError(message, { obj: key.model._meta.label, id: 'models.E042', hint: problem })];
}

/** A relation by its name and by that of its id is one column. */
function checkTwice(key: CompositePrimaryKey): CheckMessage[] {
  const first = new Map<string, string>();
  const again = new Map<string, string[]>();
  for (const name of key.fieldNames) {
    if (problemOf(key, name) !== undefined) continue;
    const { column } = key.model._meta.getField(name) as Field;
    if (!first.has(column)) first.set(column, name);
    else again.set(column, [...(again.get(column) ?? []), `'${name}'`]);
  }
  return [...again].map(([column, names]) => {
    const message = `${names.join(', ')} cannot be included in the composite primary key.`;
    const hint = `${names.join(', ')} and '${first.get(column)}' are the same fields.`;
    return new CheckError(message, { obj: key.model._meta.label, id: 'models.E042', hint });
  });
}

function problemOf(key: CompositePrimaryKey, name: string): string | undefined {
  const meta = key.model._meta;
  const field = meta.fieldsMap.get(name);
  if (field === undefined || !('attname' in field)) return `'${name}' is not a valid field.`;
  if (field.column === '' || !field.concrete) return `'${name}' field has no column.`;
  if (field.null) return `'${name}' field may not set 'null: true'.`;
  if (field.generated) return `'${name}' field is a generated field.`;
  return meta.localFields.includes(field) ? undefined : `'${name}' field is not a local field.`;
}
