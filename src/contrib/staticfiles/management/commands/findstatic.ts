import type { Command } from 'commander';
import { BaseCommand } from '../../../../management/base-command.ts';
import { CommandError } from '../../../../management/command-error.ts';
import { findAll, staticFolders } from '../../finders.ts';

/** `findstatic admin/admin.css`: which file is served under a name, and which ones it hides. */
export default class FindStatic extends BaseCommand<{ first: boolean }> {
  override help = 'Find the absolute paths of static files.';
  override requiresSystemChecks = false;

  override addArguments(parser: Command): void {
    parser
      .argument('<names...>', 'As they stand after STATIC_URL.')
      .option('--first', 'Only the one that is served.', false);
  }

  handle(options: { first: boolean }, names: readonly string[]): void {
    const missing: string[] = [];
    for (const name of names) {
      const files = options.first ? findAll(name).slice(0, 1) : findAll(name);
      if (files.length === 0) missing.push(name);
      else this.stdout.write(`Found '${name}' here:\n${files.map((file) => `  ${file}`).join('\n')}`);
    }
    if (missing.length > 0) {
      throw new CommandError(
        `No file found for ${missing.map((name) => `'${name}'`).join(', ')}.`,
        `Looked in: ${staticFolders().join(', ')}.`,
      );
    }
  }
}
