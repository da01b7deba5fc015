import type { Command } from 'commander';
import { BaseCommand, type CommonOptions } from '../base-command.ts';
import { databaseOption } from '../database-option.ts';

/** `sqlflush`: the SQL of `flush`. */
export default class SqlFlush extends BaseCommand<{ database: string }> {
  override help = 'Print the SQL that flush sends.';

  override addArguments(parser: Command): void {
    parser.addOption(databaseOption());
  }

  async handle({ database, verbosity }: { database: string } & CommonOptions): Promise<string> {
    const { connections } = await import('../../db/connections.ts');
    const { loadRouters } = await import('../../db/router.ts');
    const { modelTables } = await import('../flush/model-tables.ts');
    await loadRouters();
    const connection = connections.get(database);
    const statements = connection.ops.sqlFlush(await modelTables(connection), { restartSequences: true });
    if (statements.length === 0 && verbosity >= 1) this.stderr.write('No tables found.');
    return statements.length === 0 ? '' : ['BEGIN;', ...statements, 'COMMIT;'].join('\n');
  }
}
