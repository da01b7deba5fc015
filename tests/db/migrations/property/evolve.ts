import { connections } from 'jango/db';
import {
  Autodetector,
  type Migration,
  MigrationGraph,
  ProjectState,
  type Questioner,
} from 'jango/db/migrations';
import { FILLED, sampleValue } from './build-field.ts';
import type { Projects } from './build-project.ts';

/** Renames as the plan means them; the values that are asked for are ones that no row has. */
export function questioner(projects: Projects): Questioner {
  const either = (same: (a: string, b: string) => boolean, a: string, b: string) => same(a, b) || same(b, a);
  const isRename = (a: string, b: string) => projects.isRename(a, b);
  return {
    askInitial: () => true,
    askNotNullAddition: ({ field }) => (field.isRelation ? 1 : valueFor(field.constructor.name)),
    askNotNullAlteration: ({ field }) => (field.isRelation ? 3 : valueFor(field.constructor.name)),
    askAutoNowAddAddition: ({ field }) => valueFor(field.constructor.name),
    askUniqueCallableDefaultAddition: () => {},
    askRename: ({ name }, oldName) => either(isRename, oldName, name),
    askRenameModel: (from, to) => either((a, b) => projects.isModelRename(a, b), from.name, to.name),
    askMerge: () => false,
  };
}

function valueFor(kind: string): unknown {
  return kind === 'JSONField' ? {} : sampleValue(kind, FILLED, true);
}

export interface Evolution {
  readonly migrations: readonly Migration[];
  readonly state: ProjectState;
}

/** Make migrations from one project to the other, and carry them out. */
export async function evolve(from: ProjectState, to: ProjectState, projects: Projects): Promise<Evolution> {
  const migrations = await migrationsBetween(from, to, projects);
  const state = from.clone();
  for (const migration of migrations) {
    const editor = await connections.get().schemaEditor();
    await editor.run(() => migration.apply(state, editor));
  }
  return { migrations, state };
}

/** Undo migrations, the last one first. */
export async function revert(from: ProjectState, migrations: readonly Migration[]): Promise<void> {
  const states: ProjectState[] = [];
  const state = from.clone();
  for (const migration of migrations) {
    states.push(state.clone());
    migration.mutateState(state);
  }
  for (const [i, migration] of [...migrations.entries()].reverse()) {
    const editor = await connections.get().schemaEditor();
    await editor.run(() => migration.unapply(states[i]!, editor));
  }
}

/** In the order of their dependencies. */
export async function migrationsBetween(
  from: ProjectState,
  to: ProjectState,
  projects: Projects,
): Promise<Migration[]> {
  const changes = await new Autodetector(from, to, questioner(projects)).detect();
  const graph = new MigrationGraph();
  const all = [...changes.values()].flat();
  for (const migration of all) graph.addNode(migration);
  for (const migration of all) {
    for (const key of migration.dependencies)
      if (graph.has(key)) graph.addDependency(migration.key, key, migration);
  }
  graph.ensureNotCyclic();
  return [...new Set(graph.leafNodes().flatMap((leaf) => graph.forwardsPlan(leaf.key)))];
}

export const NOTHING: ProjectState = new ProjectState();
