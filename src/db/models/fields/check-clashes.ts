import { CheckError, type CheckMessage } from '../../../core/checks/messages.ts';
import type { Field } from './field.ts';
import type { Relation } from './relation.ts';

/** The ways back of a relation against the names that its target has already. */
export function checkClashes(field: Field, relation: Relation): CheckMessage[] {
  const target = relation.resolved?._meta;
  if (target === undefined) return [];
  const own = `${field.model._meta.label}.${field.name}`;
  const accessor = relation.accessorName;
  const queryName = relation.hidden ? undefined : relation.name;
  const way = `'${target.objectName}.${accessor}'`;
  const found: CheckMessage[] = [];
  const report = (message: string, id: string, hint: string) =>
    found.push(new CheckError(message, { obj: field, id, hint }));

  for (const other of [...target.fields, ...target.manyToMany, ...target.privateFields]) {
    const name = `${target.label}.${other.name}`;
    const hint = `Rename field '${name}', or add/change a relatedName argument to the definition for field '${own}'.`;
    if (accessor !== undefined && other.name === accessor) {
      report(`Reverse accessor ${way} for '${own}' clashes with field name '${name}'.`, 'fields.E302', hint);
    }
    if (queryName !== undefined && other.name === queryName) {
      report(`Reverse query name for '${own}' clashes with field name '${name}'.`, 'fields.E303', hint);
    }
  }
  for (const other of target.relatedObjects) {
    if (other.field === field) continue;
    const name = `${other.field.model._meta.label}.${other.field.name}`;
    const hint = `Add or change a relatedName argument to the definition for '${own}' or '${name}'.`;
    if (accessor !== undefined && other.accessorName === accessor) {
      report(
        `Reverse accessor ${way} for '${own}' clashes with reverse accessor for '${name}'.`,
        'fields.E304',
        hint,
      );
    }
    if (queryName !== undefined && other.accessorName === queryName) {
      report(
        `Reverse query name for '${own}' clashes with reverse query name for '${name}'.`,
        'fields.E305',
        hint,
      );
    }
  }
  return found;
}
