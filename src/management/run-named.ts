import { CommanderError } from 'commander';
import { loadCommand } from './load-command.ts';
import { makeParser } from './parse-arguments.ts';
import { runCommand } from './run-command.ts';

/**
 * Load the command of this name, take its arguments apart and run it. Help that was asked for and complaints about arguments are
 * printed by the parser, which leaves only the exit code to set.
 * @throws the settings' problem, when the command cannot do without them
 */
export async function runNamed(
  name: string,
  argv: readonly string[],
  context: { program: string; problem: unknown },
): Promise<void> {
  const command = await loadCommand(name);
  const parser = makeParser(`${context.program} ${name}`, command);
  try {
    parser.parse(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? 0 : 2;
    return;
  }
  if (context.problem !== undefined && command.requiresSetup) throw context.problem;
  await runCommand(command, parser.opts(), parser.processedArgs);
}
