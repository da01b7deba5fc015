import { FieldError } from '../../core/errors/field-error.ts';
import type { ModelClass } from '../models/model.ts';
import { LOOKUP_SEP } from './names.ts';
import type { ModelSelection } from './select-list.ts';

type Rows = Pick<ModelSelection, 'model' | 'related'>;

/** @throws FieldError for a name of `selectForUpdate({ of })` that is neither a relation that is read along nor a parent */
export function checkLockedNames(names: readonly string[], selection: Rows): void {
  const wrong = names.filter((name) => name !== 'self' && !leads(name.split(LOOKUP_SEP), selection));
  if (wrong.length === 0) return;
  throw new FieldError(
    `Invalid field name(s) given in selectForUpdate({ of: [...] }): ${wrong.join(', ')}.`,
    `Only relations that the query follows are allowed. Choices are: ${choices(selection).join(', ')}.`,
  );
}

function leads(parts: readonly string[], rows: Rows): boolean {
  const [part, ...rest] = parts;
  if (part === undefined) return true;
  const next = nextRows(rows).get(part);
  return next !== undefined && leads(rest, next);
}

/** Relations that are read along, and parents, whose columns are read with the model's own. */
function nextRows({ model, related }: Rows): Map<string, Rows> {
  const found = new Map<string, Rows>();
  for (const [parent, link] of (model as ModelClass)._meta.concreteModel._meta.parents)
    if (link !== null) found.set(link.name, { model: parent, related: [] });
  for (const rows of related)
    found.set(rows.filteredName ?? (rows.reverse ? rows.relation.name : rows.field.name), rows);
  return found;
}

function choices(selection: Rows): string[] {
  const names = ['self'];
  const queue: [path: string, rows: Rows][] = [['', selection]];
  for (const [path, rows] of queue) {
    for (const [name, next] of nextRows(rows)) {
      names.push(`${path}${name}`);
      queue.push([`${path}${name}${LOOKUP_SEP}`, next]);
    }
  }
  return names;
}
