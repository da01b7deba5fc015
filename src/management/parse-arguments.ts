import { Command, InvalidArgumentError, Option } from 'commander';
import type { BaseCommand } from './base-command.ts';

/** The parser of a command: what it declares itself and what all of them understand. It throws CommanderError in place of exiting. */
export function makeParser(name: string, command: BaseCommand<never>): Command {
  const parser = new Command(name)
    .description(command.help)
    .helpOption('-h, --help', 'Show this help and exit.')
    .allowExcessArguments(false)
    .exitOverride();
  command.addArguments(parser);
  return parser
    .addOption(
      new Option('-v, --verbosity <level>', '0 says nothing, 1 is normal, 2 and 3 say more.')
        .default(1)
        .argParser(verbosityOf),
    )
    .option('--settings <file>', "The settings file: 'mysite/settings.ts'.")
    .option('--traceback', 'Show the stack of an error.', false)
    .option('--no-color', "Don't colour the output.")
    .option('--force-color', 'Colour the output even where it is no terminal.', false)
    .option('--skip-checks', 'Skip the system checks.', false);
}

function verbosityOf(text: string): number {
  if (!/^[0-3]$/.test(text)) throw new InvalidArgumentError('It is 0, 1, 2 or 3.');
  return Number(text);
}
