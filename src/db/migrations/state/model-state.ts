import type { Field } from '../../models/fields/field.ts';
import { ValueError } from '../errors/value-error.ts';
import { type BaseReference, type ModelKey, modelKey } from './model-key.ts';
import { normalizeTogether, type StateOptions } from './model-options.ts';

export interface ModelStateParts {
  fields: ReadonlyMap<string, Field>;
  options: StateOptions;
  /** Parents: labels of models, classes of mixins; empty means a plain model. */
  bases: readonly BaseReference[];
  /** Managers marked `useInMigrations`, by the name they have on the class. */
  managers: ReadonlyMap<string, unknown>;
}

/**
 * A model as migrations see it at one moment: names, unbound fields and options, no class.
 * A ModelState never changes; `with()` gives a changed copy.
 */
export class ModelState {
  readonly appLabel: string;
  readonly name: string;
  readonly fields: ReadonlyMap<string, Field>;
  readonly options: StateOptions;
  readonly bases: readonly BaseReference[];
  readonly managers: ReadonlyMap<string, unknown>;

  constructor(appLabel: string, name: string, parts: Partial<ModelStateParts> = {}) {
    this.appLabel = appLabel;
    this.name = name;
    this.fields = parts.fields ?? new Map();
    this.options = normalized(parts.options ?? {});
    this.bases = parts.bases ?? [];
    this.managers = parts.managers ?? new Map();
    for (const index of this.options.indexes ?? []) {
      if (index.name) continue;
      throw new ValueError(
        `An index of ${appLabel}.${name} has no name.`,
        'Indexes in a migration need one: give it `name`.',
      );
    }
  }

  get nameLower(): string {
    return this.name.toLowerCase();
  }

  get key(): ModelKey {
    return modelKey(this.appLabel, this.name);
  }

  with(changes: Partial<ModelStateParts> & { name?: string }): ModelState {
    return new ModelState(this.appLabel, changes.name ?? this.name, { ...this, ...changes });
  }

  /** The copy with some options set; `undefined` takes an option away. */
  withOptions(options: StateOptions): ModelState {
    return this.with({ options: { ...this.options, ...options } });
  }

  /** A field by name; `_order` is the one that `orderWithRespectTo` names. */
  getField(name: string): Field {
    const wanted = name === '_order' ? (this.options.orderWithRespectTo ?? name) : name;
    const field = this.fields.get(wanted);
    if (field !== undefined) return field;
    throw new ValueError(
      `${this.appLabel}.${this.name} has no field '${name}' at this point of the migrations.`,
      `Its fields are: ${[...this.fields.keys()].join(', ') || 'none'}.`,
    );
  }

  /** @throws ValueError when there is no index of this name */
  getIndex(name: string): NonNullable<StateOptions['indexes']>[number] {
    return named(this, this.options.indexes, 'index', name);
  }

  /** @throws ValueError when there is no constraint of this name */
  getConstraint(name: string): NonNullable<StateOptions['constraints']>[number] {
    return named(this, this.options.constraints, 'constraint', name);
  }
}

function named<T extends { readonly name: string }>(
  model: ModelState,
  all: readonly T[] = [],
  kind: string,
  name: string,
): T {
  const found = all.find((one) => one.name === name);
  if (found !== undefined) return found;
  throw new ValueError(
    `${model.appLabel}.${model.name} has no ${kind} named '${name}' at this point of the migrations.`,
    `It has: ${all.map((one) => one.name).join(', ') || 'none'}.`,
  );
}

/** Options without those that say nothing; groups of names always as a list of lists. */
function normalized(options: StateOptions): StateOptions {
  const result: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined) continue;
    result[name] = name === 'uniqueTogether' || name === 'indexTogether' ? normalizeTogether(value) : value;
  }
  return result;
}
