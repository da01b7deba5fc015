import path from 'node:path';
import type { Command } from 'commander';
import { isConfigured, settings } from '../../conf/configure.ts';
import { SETTINGS_VARIABLE } from '../../conf/load-settings.ts';
import { capfirst, snakeToCamel } from '../../utils/case.ts';
import { BaseCommand, type CommonOptions } from '../base-command.ts';
import { CommandError } from '../command-error.ts';
import { skeletonFiles, writeSkeleton } from '../scaffold/skeleton.ts';
import { targetFolder } from '../scaffold/target-folder.ts';
import { validateName } from '../scaffold/validate-name.ts';

/** `startapp articles`: the files of a new app. */
export default class Startapp extends BaseCommand {
  override help = 'Make the files of a new app, in the given folder or in a new one of its name.';
  override requiresSetup = false;

  override addArguments(parser: Command): void {
    parser.argument('<name>', 'Name of the app.').argument('[directory]', 'Where to put it.');
  }

  handle({ verbosity }: CommonOptions, name: string, directory?: string): void {
    validateName(name, 'app', process.cwd());
    const folder = targetFolder('app', name, directory);
    const entry = entryOf(folder, name);
    refuseTakenLabel(name);
    writeSkeleton(folder, skeletonFiles('app', { name: entry, className: classNameOf(name) }));
    if (verbosity === 0) return;
    this.stdout.write(
      `${this.style.success(`App '${name}' is ready.`)} Add '${entry}' to INSTALLED_APPS in ${process.env[SETTINGS_VARIABLE] ?? 'your settings'}.`,
    );
  }
}

/** What `INSTALLED_APPS` calls the app: its folder as seen from the project's. */
function entryOf(folder: string, name: string): string {
  if (!isConfigured()) return name;
  const entry = path.relative(settings.BASE_DIR, folder).replaceAll(path.sep, '/');
  return entry.startsWith('..') ? name : entry;
}

/** Tables, migrations and URLs go by the label, so a second app with the label of an installed one could never be installed. */
function refuseTakenLabel(name: string): void {
  if (!isConfigured()) return;
  const other = settings.INSTALLED_APPS.find((entry) => entry.slice(entry.lastIndexOf('/') + 1) === name);
  if (other === undefined || other === name) return;
  throw new CommandError(
    `'${name}' conflicts with the installed app '${other}' and cannot be used as an app name. Please try another name.`,
  );
}

/** `blog_posts` is `BlogPosts`. */
function classNameOf(name: string): string {
  return capfirst(snakeToCamel(name));
}
