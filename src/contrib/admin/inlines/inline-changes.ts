import type { Field } from '../../../db/models/fields/field.ts';
import type { AnyModel } from '../../../db/models/model.ts';
import type { ChangePart } from '../change-message.ts';
import type { InlineFormSet } from './inline-formset.ts';

/** What the history says of the objects that were added, changed and deleted along with their parent. */
export function inlineChanges(sets: readonly InlineFormSet[]): ChangePart[] {
  return sets.flatMap(({ formset }) => [
    ...formset.newObjects.map((object) => ({ added: named(object) })),
    ...formset.changedObjects.map(([object, fields]) => ({
      changed: { ...named(object), fields: fields.map((name) => labelOf(object, name)) },
    })),
    ...formset.deletedObjects.map((object) => ({ deleted: named(object) })),
  ]);
}

function named(object: AnyModel): { name: string; object: string } {
  return { name: object._meta.verboseName, object: object.toString() };
}

function labelOf(object: AnyModel, name: string): string {
  const field = object._meta.fieldsMap.get(name) as Field | undefined;
  return field?.verboseName ?? name;
}
