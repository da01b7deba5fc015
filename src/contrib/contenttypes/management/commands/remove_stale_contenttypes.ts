import type { Command } from 'commander';
import { apps } from '../../../../apps/registry.ts';
import type { AnyModel, ModelClass } from '../../../../db/models/model.ts';
import type { Manager } from '../../../../db/models/types/manager.ts';
import { BaseCommand, type CommonOptions } from '../../../../management/base-command.ts';
import { databaseOption } from '../../../../management/database-option.ts';
import { confirm } from '../../../../management/prompt.ts';
import { ContentType } from '../../content-type.ts';

interface StaleOptions {
  database: string;
  input: boolean;
  includeStaleApps: boolean;
}

/** `remove_stale_contenttypes`: the rows of models that are gone, with all that points at them. */
export default class RemoveStaleContentTypes extends BaseCommand<StaleOptions> {
  override help = 'Delete the content types of models that are gone.';

  override addArguments(parser: Command): void {
    parser
      .option('--noinput, --no-input', 'Ask nothing.')
      .option('--include-stale-apps', 'Those of apps that are not installed any more, too.', false)
      .addOption(databaseOption());
  }

  async handle({
    database,
    input,
    includeStaleApps,
    verbosity,
  }: StaleOptions & CommonOptions): Promise<void> {
    const labels = new Set(apps.getAppConfigs().map(({ label }) => label));
    const all = await ContentType.objects.dbManager(database).orderBy('appLabel', 'model');
    const stale = all.filter(
      (type) => type.modelClass() === undefined && (includeStaleApps || labels.has(type.appLabel)),
    );
    if (stale.length === 0) return;
    if (input && !(await this.#isMeant(stale, database))) {
      if (verbosity >= 1) this.stdout.write('Stale content types remain.');
      return;
    }
    for (const type of stale) {
      if (verbosity >= 1) this.stdout.write(`Deleting stale content type '${nameOf(type)}'`);
      await type.delete({ using: database });
    }
    ContentType.objects.clearCache();
  }

  /** Show what would go, and ask. */
  async #isMeant(stale: readonly ContentType[], database: string): Promise<boolean> {
    this.stdout.write('These content types have no model any more:\n');
    for (const type of stale) {
      this.stdout.write(`    ${nameOf(type)}`);
      for (const [label, count] of await pointingAt(type, database))
        this.stdout.write(`        ${count} of ${label} would be deleted with it`);
    }
    return await confirm('\nDelete them, and what is listed below them?', { fallback: false });
  }
}

function nameOf({ appLabel, model }: ContentType): string {
  return `${appLabel} | ${model}`;
}

/** How many rows of which models go with a content type. */
async function pointingAt(type: ContentType, database: string): Promise<(readonly [string, number])[]> {
  const found: (readonly [string, number])[] = [];
  for (const { relatedModel, field, onDelete } of ContentType._meta.allRelatedObjects) {
    if (onDelete?.name !== 'CASCADE') continue;
    const rows = (relatedModel as ModelClass)._meta.baseManager as unknown as Manager<AnyModel>;
    const count = await rows
      .using(database)
      .filter({ [field.name]: type.pk } as never)
      .count();
    if (count > 0) found.push([relatedModel._meta.label, count]);
  }
  return found;
}
