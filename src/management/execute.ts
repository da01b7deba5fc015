import { closeConnections } from './close-connections.ts';
import { findCommand } from './find-command.ts';
import { Output } from './output.ts';
import { nameSettings, settingsProblem } from './project-settings.ts';
import { endSupervised } from './runserver/messages.ts';
import { wantsSupervisor } from './runserver/wants-supervisor.ts';
import { setColor } from './style.ts';
import { prepareProcess } from './typescript.ts';

export interface ManageOptions {
  /** The project's folder, which holds `manage.js`. */
  folder: string;
  /** What comes after `node manage.js`; this process's own arguments unless given. */
  argv?: readonly string[];
  /** How messages call this program. */
  program?: string;
}

/**
 * The command line: run the command that the arguments name and set the exit code. Errors are reported, not thrown.
 * Only the module of that command is imported.
 */
export async function manage(options: ManageOptions): Promise<void> {
  const { folder, argv = process.argv.slice(2), program = 'node manage.js' } = options;
  if (wantsSupervisor(argv)) {
    const { Supervisor } = await import('./runserver/supervisor.ts');
    process.exit(await new Supervisor(folder).run());
  }
  prepareProcess(folder, 'command');
  try {
    await dispatch(folder, argv, program);
  } catch (error) {
    const { reportError, textOf } = await import('./report-error.ts');
    const traceback = argv.includes('--traceback');
    process.exitCode = reportError(error, new Output(process.stderr), { traceback });
    await endSupervised(textOf(error));
  } finally {
    await closeConnections();
  }
}

async function dispatch(folder: string, argv: readonly string[], program: string): Promise<void> {
  const [name = 'help', ...rest] = argv;
  if (argv.includes('--no-color')) setColor(false);
  if (argv.includes('--force-color')) setColor(true);
  nameSettings(argv);
  if (name === 'version' || name === '--version') {
    const { printVersion } = await import('./help.ts');
    return printVersion(new Output(process.stdout));
  }
  // Apps bring commands of their own, so settings are read first; one of Jango's that needs none runs without.
  const problem = await settingsProblem(folder);
  if (name === 'help' || name === '--help' || name === '-h') {
    const { printHelp } = await import('./help.ts');
    const about = rest.find((word) => !word.startsWith('-'));
    return printHelp(new Output(process.stdout), { program, about, problem });
  }
  if (problem !== undefined && findCommand(name) === undefined) throw problem;
  const { runNamed } = await import('./run-named.ts');
  await runNamed(name, rest, { program, problem });
}
