import { apps } from '../../apps/registry.ts';
import { Autodetector } from '../../db/migrations/autodetector/autodetector.ts';
import type { MigrationLoader } from '../../db/migrations/loader.ts';
import { PermissiveQuestioner } from '../../db/migrations/questioner/permissive.ts';
import { projectStateOf } from '../../db/migrations/state/model-state-of.ts';

/** Labels of the apps whose models differ from what their migrations say, sorted. */
export async function appsWithChanges(loader: MigrationLoader): Promise<string[]> {
  const now = projectStateOf(apps.getModels({ includeSwapped: true }) as unknown as Iterable<never>);
  const detector = new Autodetector(loader.projectState(), now, new PermissiveQuestioner());
  const changes = await detector.changes(loader.graph);
  return [...changes.keys()].sort();
}
