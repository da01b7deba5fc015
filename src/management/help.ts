import { SETTINGS_VARIABLE } from '../conf/load-settings.ts';
import { version } from '../version.ts';
import { commandGroups } from './find-command.ts';
import { loadCommand } from './load-command.ts';
import type { Output } from './output.ts';
import { makeParser } from './parse-arguments.ts';
import { style } from './style.ts';

export interface HelpOptions {
  /** How messages call this program: `node manage.js`. */
  program: string;
  /** The command that was asked about. */
  about: string | undefined;
  /** Why the settings could not be read, if so: then the commands of apps are not known. */
  problem: unknown;
}

/** `help`: every command, app by app. `help migrate`: what one of them takes. */
export async function printHelp(stdout: Output, { program, about, problem }: HelpOptions): Promise<void> {
  if (about !== undefined) {
    stdout.write(makeParser(`${program} ${about}`, await loadCommand(about)).helpInformation());
    return;
  }
  const groups = commandGroups().map(
    ({ app, names }) => `${style.label(`[${app}]`)}\n${names.map((name) => `    ${name}\n`).join('')}`,
  );
  stdout.write(
    `\nType '${program} help <command>' for help on one command.\n\nCommands:\n\n${groups.join('\n')}`,
  );
  if (problem instanceof Error && process.env[SETTINGS_VARIABLE] !== undefined) {
    stdout.write(
      style.notice(
        `\nOnly Jango's own are listed, because the settings could not be read: ${problem.message}`,
      ),
    );
  }
}

export function printVersion(stdout: Output): void {
  stdout.write(version);
}
