import type { MigrationGraph } from '../graph.ts';
import type { Migration, MigrationKey } from '../migration.ts';
import { nodeName } from '../node-name.ts';
import type { Questioner } from '../questioner/questioner.ts';
import type { Changes } from './migration-list.ts';

const MAX_SUGGESTED = 100;

/** Give new migrations their numbers and names, and hang them on the last ones that are there. */
export async function arrangeForGraph(
  changes: Changes,
  graph: MigrationGraph,
  questioner: Questioner,
  migrationName?: string,
): Promise<Changes> {
  const newKeys = new Map<string, MigrationKey>();
  const arranged: Changes = new Map();
  for (const [app, migrations] of changes) {
    const leaf = graph.leafNodes(app)[0];
    if (leaf === undefined && !(await questioner.askInitial(app))) {
      for (const migration of migrations) newKeys.set(String(migration), [app, '__first__']);
      continue;
    }
    const first = leaf === undefined ? 1 : (parseNumber(leaf.name) ?? 0) + 1;
    const named = migrations.map((migration, i) => {
      const number = String(first + i).padStart(4, '0');
      const words = migrationName ?? (leaf === undefined && i === 0 ? 'initial' : suggested(migration));
      const extended =
        i === 0 && leaf !== undefined ? [...migration.dependencies, leaf.key] : migration.dependencies;
      const renamed = migration.with({ name: `${number}_${words}`, dependencies: extended });
      newKeys.set(String(migration), renamed.key);
      return renamed;
    });
    arranged.set(app, named);
  }
  const renameAll = (migration: Migration): Migration =>
    migration.with({ dependencies: migration.dependencies.map((key) => newKeys.get(nodeName(key)) ?? key) });
  return new Map([...arranged].map(([app, migrations]) => [app, migrations.map(renameAll)]));
}

function suggested(migration: Migration): string {
  return migration.suggestName().slice(0, MAX_SUGGESTED);
}

/** Leave out the apps that nobody asked for, but for those that the others need. */
export function trimToApps(changes: Changes, apps: ReadonlySet<string>): Changes {
  const required = new Set(apps);
  for (const app of required) {
    for (const migration of changes.get(app) ?? []) {
      for (const [other] of migration.dependencies) required.add(other);
    }
  }
  return new Map([...changes].filter(([app]) => required.has(app)));
}

/** The number that a migration's name begins with; of a squashed one, the last that it holds. */
export function parseNumber(name: string): number | undefined {
  const match = /_squashed_(\d+)/.exec(name) ?? /^(\d+)/.exec(name);
  return match === null ? undefined : Number(match[1]);
}
