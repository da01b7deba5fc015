import fs from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { settings } from '../../conf/configure.ts';
import { CatalogError } from '../../utils/translation/catalog-error.ts';
import { BaseCommand, type CommonOptions } from '../base-command.ts';
import { CommandError } from '../command-error.ts';
import { catalogFiles, projectLocaleFolders } from '../messages/catalog-files.ts';
import { compileCatalog } from '../messages/compile-catalog.ts';

interface CompileOptions {
  locale?: readonly string[];
  exclude?: readonly string[];
  useFuzzy: boolean;
}

/** `compilemessages`: make the `.mo` files that a site reads of the `.po` files that people write. */
export default class Compilemessages extends BaseCommand<CompileOptions> {
  override help = 'Compile the translations of the project: .po files to .mo files.';
  override requiresSystemChecks = false;

  override addArguments(parser: Command): void {
    parser
      .option('-l, --locale <locales...>', 'Only these locales: ko, pt_BR.')
      .option('-x, --exclude <locales...>', 'All but these locales.')
      .option('-f, --use-fuzzy', 'Take translations that are marked as unsure, too.', false);
  }

  handle({ locale, exclude = [], useFuzzy, verbosity }: CompileOptions & CommonOptions): void {
    const files = projectLocaleFolders()
      .flatMap((folder) => catalogFiles(folder, locale))
      .filter((file) => !exclude.includes(localeOf(file)));
    if (files.length === 0) {
      throw new CommandError(
        'There are no .po files to compile.',
        'They are in locale/<locale>/LC_MESSAGES/, beside manage.js, in an app, or in a folder of LOCALE_PATHS.',
      );
    }
    const broken: CatalogError[] = [];
    for (const file of files) {
      try {
        this.#compile(file, useFuzzy, verbosity);
      } catch (error) {
        if (!(error instanceof CatalogError)) throw error;
        broken.push(error);
      }
    }
    if (broken.length > 0) throw new CommandError(broken.map(({ message }) => message).join('\n'));
  }

  #compile(file: string, useFuzzy: boolean, verbosity: number): void {
    const compiled = file.replace(/\.po$/, '.mo');
    const name = path.relative(settings.BASE_DIR, file);
    const before = fs.statSync(compiled, { throwIfNoEntry: false });
    if (before !== undefined && before.mtimeMs >= fs.statSync(file).mtimeMs) {
      if (verbosity > 0) this.stdout.write(`${name} is compiled already.`);
      return;
    }
    fs.writeFileSync(compiled, compileCatalog(file, useFuzzy));
    if (verbosity > 0) this.stdout.write(`${name} is compiled.`);
  }
}

/** `ko` of `locale/ko/LC_MESSAGES/django.po`. */
function localeOf(file: string): string {
  return path.basename(path.dirname(path.dirname(file)));
}
