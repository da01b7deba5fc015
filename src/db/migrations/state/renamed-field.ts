import type { Field } from '../../models/fields/field.ts';
import { changeField } from './change-field.ts';
import { withNames } from './field-names.ts';
import { referencesTo } from './field-references.ts';
import { mapNames } from './map-names.ts';
import type { ModelKey } from './model-key.ts';
import type { StateOptions } from './model-options.ts';
import type { ModelState } from './model-state.ts';

type Rename = (name: string) => string;

/** The models that a renamed field changes: its own, and those whose relations name it. */
export function renamedField(
  models: ReadonlyMap<ModelKey, ModelState>,
  model: ModelState,
  oldName: string,
  newName: string,
): Iterable<ModelState> {
  const field = model.getField(oldName);
  const rename: Rename = (name) =>
    name === oldName ? newName : field.isRelation && name === `${oldName}Id` ? `${newName}Id` : name;
  const fields = new Map(
    [...model.fields].map(([name, own]) => [name === oldName ? newName : name, ofFields(own, rename)]),
  );
  const changed = new Map([[model.key, model.with({ fields, options: renamedIn(model.options, rename) })]]);
  const all = new Map([...models, ...changed]);
  for (const { model: other, name, field: own, to, through } of referencesTo(all.values(), {
    key: model.key,
    fieldName: oldName,
    field,
  })) {
    const { toField, toFields, throughFields } = own.deconstruct().options as RelationFieldNames;
    const changes: Record<string, unknown> = {};
    if (to && toField === oldName) changes['toField'] = newName;
    if (to && toFields !== undefined) changes['toFields'] = toFields.map((one) => one && rename(one));
    if (through && throughFields !== undefined) changes['throughFields'] = throughFields.map(rename);
    if (Object.keys(changes).length === 0) continue;
    const state = changed.get(other.key) ?? other;
    changed.set(
      other.key,
      state.with({ fields: new Map(state.fields).set(name, changeField(own, changes)) }),
    );
  }
  return changed.values();
}

interface RelationFieldNames {
  toField?: string;
  toFields?: readonly (string | null)[];
  throughFields?: readonly string[];
}

/** The options, of which databases rename columns in indexes and constraints by themselves. */
function renamedIn(options: StateOptions, rename: Rename): StateOptions {
  const { uniqueTogether, indexTogether, indexes, constraints } = options;
  const groups = (all: readonly (readonly string[])[]) => all.map((group) => group.map(rename));
  return {
    ...options,
    ...(uniqueTogether !== undefined && { uniqueTogether: groups(uniqueTogether) }),
    ...(indexTogether !== undefined && { indexTogether: groups(indexTogether) }),
    ...(indexes !== undefined && { indexes: indexes.map((item) => withNames(item, rename)) }),
    ...(constraints !== undefined && { constraints: constraints.map((item) => withNames(item, rename)) }),
  };
}

/** A relation over other columns, a key of several, or a column that is computed of others. */
function ofFields(field: Field, rename: Rename): Field {
  const { options } = field.deconstruct();
  const changes: Record<string, unknown> = {};
  for (const option of ['fromFields', 'fieldNames']) {
    const names = options[option] as readonly (string | null)[] | undefined;
    const renamed = names?.map((name) => name && rename(name));
    if (names?.some((name, i) => name !== renamed![i])) changes[option] = renamed;
  }
  if (field.generated) {
    const expression = mapNames(options['expression'], { name: rename });
    if (expression !== options['expression']) changes['expression'] = expression;
  }
  return Object.keys(changes).length === 0 ? field : changeField(field, changes);
}
