import type { Operation } from '../operations/operation.ts';
import type { Questioner } from '../questioner/questioner.ts';
import { type ModelKey, modelKey, splitKey } from '../state/model-key.ts';
import type { ModelState } from '../state/model-state.ts';
import type { ProjectState } from '../state/project-state.ts';
import type { Dependency } from './dependency.ts';
import { type Relations, relationsByTarget, type StateRelation } from './relations.ts';

/** An operation that will be part of a migration, and what has to come before it. */
export interface Planned {
  operation: Operation;
  /** As Django has them. */
  dependencies: readonly Dependency[];
  /** Those that have to hold, where these are others than Django's. */
  careful?: readonly Dependency[];
  /** Django keeps its dependencies in a set: they are taken in the order in which they were planned. */
  unordered?: boolean;
}

/** `articles.article` and a field of it. */
export type FieldKey = `${ModelKey}:${string}`;

export function fieldKey(model: ModelKey, field: string): FieldKey {
  return `${model}:${field}`;
}

export function splitFieldKey(key: FieldKey): [model: ModelKey, field: string] {
  const colon = key.indexOf(':');
  return [key.slice(0, colon) as ModelKey, key.slice(colon + 1)];
}

interface Keys {
  /** Ordinary models. */
  models: Set<ModelKey>;
  proxies: Set<ModelKey>;
  unmanaged: Set<ModelKey>;
}

/** What the steps of a detection share: the two states, the answers so far, and the operations found. */
export class Detection {
  readonly from: ProjectState;
  readonly to: ProjectState;
  readonly questioner: Questioner;
  readonly old: Keys;
  readonly now: Keys;
  readonly planned = new Map<string, Planned[]>();
  /** Models by their new key, with their old name. */
  readonly renamedModels = new Map<ModelKey, string>();
  /** Fields by their new key, with their old name. */
  readonly renamedFields = new Map<FieldKey, string>();
  /** Operations that take groups of fields away, by model: fields of the groups are removed after them. */
  readonly ungrouping = new Map<ModelKey, Operation>();
  readonly #relations = new Map<ProjectState, Relations>();
  oldFields = new Set<FieldKey>();
  newFields = new Set<FieldKey>();

  constructor(
    from: ProjectState,
    to: ProjectState,
    questioner: Questioner,
    convertApps: ReadonlySet<string>,
  ) {
    this.from = from;
    this.to = to;
    this.questioner = questioner;
    const isReal = (app: string): boolean => from.realApps.has(app);
    this.old = keysOf(from, (app) => !isReal(app));
    this.now = keysOf(to, (app) => !isReal(app) || convertApps.has(app));
  }

  /** Models that were there and still are, sorted; those renamed under their new key. */
  get kept(): ModelKey[] {
    return sorted([...this.old.models].filter((key) => this.now.models.has(key)));
  }

  get keptProxies(): ModelKey[] {
    return sorted([...this.old.proxies].filter((key) => this.now.proxies.has(key)));
  }

  get keptUnmanaged(): ModelKey[] {
    return sorted([...this.old.unmanaged].filter((key) => this.now.unmanaged.has(key)));
  }

  /** The relation fields of one of the two states that lead to a model, or join by it. */
  relationsTo(key: ModelKey, state: ProjectState): readonly StateRelation[] {
    const known = this.#relations.get(state) ?? relationsByTarget(state);
    this.#relations.set(state, known);
    return known.get(key) ?? [];
  }

  /** The state a kept model had; a renamed one under its old name. */
  oldModel(key: ModelKey): ModelState {
    const [appLabel, name] = splitKey(key);
    return this.from.getModel(appLabel, this.renamedModels.get(key) ?? name);
  }

  newModel(key: ModelKey): ModelState {
    return this.to.getModel(...splitKey(key));
  }

  /** The name that a field of a kept model had. */
  oldFieldName(key: FieldKey): string {
    return this.renamedFields.get(key) ?? splitFieldKey(key)[1];
  }

  /** The key that a model has now, given the key that it had. */
  newKeyOf(oldKey: ModelKey): ModelKey {
    for (const [key, oldName] of this.renamedModels) {
      if (modelKey(splitKey(key)[0], oldName) === oldKey) return key;
    }
    return oldKey;
  }

  prepareFields(): void {
    const kept = this.kept;
    this.oldFields = new Set(
      kept.flatMap((key) => [...this.oldModel(key).fields.keys()].map((name) => fieldKey(key, name))),
    );
    this.newFields = new Set(
      kept.flatMap((key) => [...this.newModel(key).fields.keys()].map((name) => fieldKey(key, name))),
    );
  }

  add(
    appLabel: string,
    operation: Operation,
    dependencies: readonly Dependency[] = [],
    { first = false, ...more }: Pick<Planned, 'careful' | 'unordered'> & { first?: boolean } = {},
  ): void {
    const list = this.planned.get(appLabel) ?? [];
    if (!this.planned.has(appLabel)) this.planned.set(appLabel, list);
    const planned: Planned = { operation, dependencies, ...more };
    if (first) list.unshift(planned);
    else list.push(planned);
  }
}

function keysOf(state: ProjectState, isTracked: (appLabel: string) => boolean): Keys {
  const keys: Keys = { models: new Set(), proxies: new Set(), unmanaged: new Set() };
  for (const [key, model] of state.models) {
    if (model.options.managed === false) keys.unmanaged.add(key);
    else if (!isTracked(model.appLabel)) continue;
    else if (model.options.proxy) keys.proxies.add(key);
    else keys.models.add(key);
  }
  return keys;
}

/** By app, then by model, then by field: as tuples of names are sorted. */
export function sorted<K extends string>(keys: Iterable<K>): K[] {
  const tuples = Array.from(keys, (key) => [key.replace(/[.:]/g, '\0'), key] as const);
  return tuples.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, key]) => key);
}
