import type { Command } from 'commander';
import { BaseCommand, type CommonOptions } from '../base-command.ts';
import { databaseOption } from '../database-option.ts';

/** `sqlsequencereset app...`: the SQL after which new keys follow those of the rows. */
export default class SqlSequenceReset extends BaseCommand<{ database: string }> {
  override help = 'Print the SQL that sets the automatic keys of apps to what follows their rows.';

  override addArguments(parser: Command): void {
    parser.argument('<apps...>', 'Labels of the apps.').addOption(databaseOption());
  }

  async handle(
    { database, verbosity }: { database: string } & CommonOptions,
    labels: readonly string[],
  ): Promise<string> {
    const { connections } = await import('../../db/connections.ts');
    const { modelsOfLabels } = await import('../fixtures/models-to-dump.ts');
    const { sequenceStatements } = await import('../fixtures/reset-sequences.ts');
    const connection = connections.get(database);
    const statements = sequenceStatements(connection, modelsOfLabels(labels));
    if (statements.length === 0 && verbosity >= 1) this.stderr.write('No sequences found.');
    return statements.length === 0 ? '' : ['BEGIN;', ...statements, 'COMMIT;'].join('\n');
  }
}
