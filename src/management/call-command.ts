import type { Command } from 'commander';
import { CommandError } from './command-error.ts';
import { loadCommand } from './load-command.ts';
import { Output } from './output.ts';
import { makeParser } from './parse-arguments.ts';
import { runCommand } from './run-command.ts';

export interface CallOptions extends Readonly<Record<string, unknown>> {
  /** Collects what the command prints. */
  stdout?: { write(text: string): unknown };
  stderr?: { write(text: string): unknown };
}

/**
 * Run a command from code: `await callCommand('migrate', ['articles', '0001'], { verbosity: 0 })`.
 * Options are named as the command's `handle()` receives them; checks are skipped unless `skipChecks: false` is given.
 *
 * @returns what the command gave back
 * @throws CommandError when there is no such command or option, or an argument doesn't fit
 */
export async function callCommand(
  name: string,
  args: readonly (string | number)[] = [],
  options: CallOptions = {},
): Promise<string | undefined> {
  const { stdout, stderr, ...values } = options;
  const command = await loadCommand(name);
  if (stdout !== undefined) command.stdout = new Output(stdout);
  if (stderr !== undefined) command.stderr = new Output(stderr);
  const parser = makeParser(name, command);
  refuseUnknown(name, parser, Object.keys(values));
  try {
    parser.configureOutput({ writeErr: () => {} }).parse(args.map(String), { from: 'user' });
  } catch (error) {
    const what = error instanceof Error ? error.message.replace(/^error: /, '') : String(error);
    throw new CommandError(`${name}: ${what}`, undefined, { cause: error });
  }
  return runCommand(command, { ...parser.opts(), skipChecks: true, ...values }, parser.processedArgs);
}

function refuseUnknown(name: string, parser: Command, given: readonly string[]): void {
  const known = parser.options.map((option) => option.attributeName());
  const unknown = given.filter((option) => !known.includes(option));
  if (unknown.length === 0) return;
  throw new CommandError(
    `The command ${name} has no option ${unknown.join(', ')}.`,
    `Its options are: ${known.sort().join(', ')}.`,
  );
}
