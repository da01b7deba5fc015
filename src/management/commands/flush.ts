import type { Command } from 'commander';
import { BaseCommand, type CommonOptions } from '../base-command.ts';
import { CommandError } from '../command-error.ts';
import { databaseOption } from '../database-option.ts';
import { confirm } from '../prompt.ts';

interface FlushOptions {
  database: string;
  input: boolean;
}

/** `flush`: take all rows out of the tables of the models; the tables stay. */
export default class Flush extends BaseCommand<FlushOptions> {
  override help = 'Delete all rows of all models. The tables stay, and so does what is known of migrations.';

  override addArguments(parser: Command): void {
    parser.option('--noinput, --no-input', 'Ask nothing.').addOption(databaseOption());
  }

  async handle({ database, input, verbosity }: FlushOptions & CommonOptions): Promise<void> {
    const { connections } = await import('../../db/connections.ts');
    const { loadRouters } = await import('../../db/router.ts');
    const { emptyTables } = await import('../flush/empty-tables.ts');
    const { modelTables } = await import('../flush/model-tables.ts');
    await loadRouters();
    const connection = connections.get(database);
    const { NAME: name } = connection.settings;
    if (input && !(await confirm(`This deletes ALL ROWS of the database '${name}', for good. Go on?`))) {
      this.stdout.write('Flush cancelled.');
      return;
    }
    try {
      await emptyTables(database, await modelTables(connection), {
        restartSequences: true,
        cascade: false,
        verbosity,
        interactive: input,
      });
    } catch (cause) {
      throw new CommandError(
        `The database '${name}' could not be flushed: ${(cause as Error).message}`,
        "Is it running, and has it the tables of the models? 'sqlflush' shows the SQL.",
        { cause },
      );
    }
  }
}
