import { capfirst } from '../../utils/case.ts';

/** What was done, part by part, as the column `change_message` holds it: `[{"changed": {"fields": ["Title"]}}]`. */
export type ChangeMessage = readonly ChangePart[];
export interface ChangePart {
  added?: { name?: string; object?: string };
  changed?: { name?: string; object?: string; fields: readonly string[] };
  deleted?: { name: string; object: string };
}

/** In words: `Added comment “Lovely”. Changed Title and Content.` */
export function describeChange(message: ChangeMessage): string {
  const sentences = message.map(describePart).filter((sentence) => sentence !== '');
  return sentences.join(' ') || 'No fields changed.';
}

function describePart({ added, changed, deleted }: ChangePart): string {
  if (added !== undefined)
    return added.name === undefined ? 'Added.' : `Added ${added.name} “${added.object}”.`;
  if (deleted !== undefined) return `Deleted ${deleted.name} “${deleted.object}”.`;
  if (changed === undefined) return '';
  const fields = listed(changed.fields);
  return changed.name === undefined
    ? `Changed ${fields}.`
    : `Changed ${fields} for ${changed.name} “${changed.object}”.`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** The message for a form that was saved: the labels of the fields that were changed. */
export function formChange(labels: readonly string[], add: boolean): ChangePart[] {
  if (add) return [{ added: {} }];
  return labels.length === 0 ? [] : [{ changed: { fields: labels.map(capfirst) } }];
}
