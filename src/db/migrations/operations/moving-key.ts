import { NotSupportedError } from '../../errors.ts';
import { referencesTo } from '../state/field-references.ts';
import { modelKey } from '../state/model-key.ts';
import type { ProjectState } from '../state/project-state.ts';
import { relationOf } from '../state/relation.ts';

/**
 * A field that is the primary key may not stop being it while relations hold its values: they would point at other rows, or
 * at none; nor may another become it in the place of one that is gone. A relation with `toField` names its column, and keeps it.
 *
 * @throws NotSupportedError naming the relations
 */
export function checkKeyMove(
  from: ProjectState,
  to: ProjectState,
  [appLabel, modelName, name]: readonly [appLabel: string, modelName: string, name: string],
): void {
  const key = modelKey(appLabel, modelName);
  const before = from.models.get(key)?.fields.get(name);
  const after = to.models.get(key)?.fields.get(name);
  if (after?.primaryKey && !before?.primaryKey) refuse(from, key, `move to '${name}'`);
  // A key that is a relation, as the link to a parent is, goes before its table when a model is deleted.
  const goesFirst = before?.isRelation && after === undefined;
  if (before?.primaryKey && !after?.primaryKey && !goesFirst) refuse(from, key, `move away from '${name}'`);
}

function refuse(state: ProjectState, key: ReturnType<typeof modelKey>, move: string): void {
  const { appLabel, name } = state.models.get(key)!;
  const holders = relationsTo(state, key);
  if (holders.length === 0) return;
  const [verb, what] = holders.length === 1 ? ['points', 'holds'] : ['point', 'hold'];
  throw new NotSupportedError(
    `The primary key of ${appLabel}.${name} cannot ${move} while ${holders.join(' and ')} ${verb} at it and ${what} its values.`,
    'Remove the relation before and add it again afterwards. To keep the rows, add a second relation with the `toField` that becomes the key, fill it with RunCode, and remove the first one.',
  );
}

/** Relations of tables that hold the primary key of a model. */
function relationsTo(state: ProjectState, key: ReturnType<typeof modelKey>): string[] {
  const found: string[] = [];
  for (const { model, name, field, to } of referencesTo(state.models.values(), { key })) {
    const relation = relationOf(field, model.appLabel, model.name)!;
    const holds = field.manyToMany ? relation.through === undefined : relation.toFields?.includes(null);
    if (to && holds && model.options.managed !== false) found.push(`${model.appLabel}.${model.name}.${name}`);
  }
  const own = state.models.get(key)!;
  for (const [name, field] of own.fields) {
    const joined = field.manyToMany && relationOf(field, own.appLabel, own.name)?.through === undefined;
    const label = `${own.appLabel}.${own.name}.${name}`;
    if (joined && !found.includes(label)) found.push(label);
  }
  return found;
}
