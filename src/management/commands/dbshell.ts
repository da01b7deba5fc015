import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Command } from 'commander';
import { BaseCommand, type CommonOptions } from '../base-command.ts';
import { CommandError } from '../command-error.ts';
import { databaseOption } from '../database-option.ts';
import { type ClientCommand, clientCommand } from '../dbshell/client-command.ts';

/** `dbshell`: the database's own client. */
export default class DbShell extends BaseCommand<{ database: string }> {
  override help = "Run the database's own client: sqlite3, psql, mysql.";
  override requiresSystemChecks = false;

  override addArguments(parser: Command): void {
    parser
      .argument('[parameters...]', "What the client gets, after --: dbshell -- -c 'select 1'.")
      .addOption(databaseOption());
  }

  async handle(
    { database }: { database: string } & CommonOptions,
    parameters: readonly string[],
  ): Promise<void> {
    const { connections } = await import('../../db/connections.ts');
    const { vendor, settings } = connections.get(database);
    await run(clientCommand(vendor, settings, parameters));
  }
}

interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** @throws CommandError when the program isn't there, or fails; its exit code becomes that of the command */
async function run({ program, args, env }: ClientCommand): Promise<void> {
  // Ctrl-C is for the client, which ends a query by it.
  const ignore = (): void => {};
  process.on('SIGINT', ignore);
  try {
    const { code, signal } = await new Promise<End>((resolve, reject) => {
      const client = spawn(program, args, { stdio: 'inherit', env: { ...process.env, ...env } });
      client.on('error', reject);
      client.on('exit', (status, name) => resolve({ code: status, signal: name }));
    });
    if (signal !== null) {
      const exitCode = 128 + constants.signals[signal];
      throw new CommandError(`${program} was ended by ${signal}.`, undefined, { exitCode });
    }
    if (code !== 0)
      throw new CommandError(`${program} ended with exit code ${code}.`, undefined, { exitCode: code ?? 1 });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    throw new CommandError(
      `The program '${program}' isn't installed, or not on your PATH.`,
      'Install the client of the database.',
      { cause },
    );
  } finally {
    process.off('SIGINT', ignore);
  }
}
