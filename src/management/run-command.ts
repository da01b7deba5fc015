import { setup } from '../setup.ts';
import type { BaseCommand, CommonOptions } from './base-command.ts';

/** Prepare the project as the command wants it, run the system checks, and let the command do its work. */
export async function runCommand(
  command: BaseCommand<never>,
  options: CommonOptions,
  args: readonly unknown[],
): Promise<string | undefined> {
  if (command.requiresSetup) await setup();
  if (command.requiresSetup && command.requiresSystemChecks !== false && !options.skipChecks) {
    const { checkProject } = await import('./check-project.ts');
    const tags = command.requiresSystemChecks === true ? undefined : command.requiresSystemChecks;
    await checkProject({ tags, stdout: command.stdout, stderr: command.stderr });
  }
  const said: unknown = await command.handle(options as never, ...(args as never[]));
  if (typeof said !== 'string') return undefined;
  if (said !== '') command.stdout.write(said);
  return said;
}
