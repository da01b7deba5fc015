import { RenameModel } from '../../db/migrations/operations/rename-model.ts';
import { RunCode } from '../../db/migrations/operations/run-code.ts';
import type { PlanStep } from '../../db/migrations/plan.ts';
import type { MigrateEvent } from '../../db/migrations/signals.ts';
import { allowMigrateModel } from '../../db/router.ts';
import { ContentType } from './content-type.ts';
import { isKnown } from './models-of.ts';

/**
 * Let the content type of a model that a migration renames be renamed after it, so that what points at its rows still finds them;
 * runs before `migrate`.
 */
export function followRenames({ plan, using, apps }: Pick<MigrateEvent, 'plan' | 'using' | 'apps'>): void {
  if (!plan.some(renames) || !allowMigrateModel(using, ContentType)) return;
  let hasTable = isKnown(ContentType, apps);
  for (const step of plan) {
    const { migration, backwards } = step;
    if (String(migration) === 'contenttypes.0001_initial') hasTable = !backwards;
    if (!hasTable || !renames(step)) continue;
    const operations = migration.operations.flatMap((operation) =>
      operation instanceof RenameModel
        ? [operation, renaming(migration.appLabel, operation, using)]
        : [operation],
    );
    step.migration = migration.with({ operations });
  }
}

function renames({ migration }: PlanStep): boolean {
  return migration.operations.some((operation) => operation instanceof RenameModel);
}

function renaming(appLabel: string, { oldName, newName }: RenameModel, using: string): RunCode {
  const from = oldName.toLowerCase();
  const to = newName.toLowerCase();
  return new RunCode({
    code: () => rename(using, appLabel, from, to),
    reverseCode: () => rename(using, appLabel, to, from),
  });
}

/** Where there is a content type of the new name already, both stay. */
async function rename(using: string, appLabel: string, from: string, to: string): Promise<void> {
  const types = ContentType.objects.dbManager(using);
  if (await types.filter({ appLabel, model: to }).exists()) return;
  await types.filter({ appLabel, model: from }).update({ model: to });
  ContentType.objects.clearCache();
}
