import type { Command } from 'commander';
import { BaseCommand, type CommonOptions } from '../base-command.ts';
import { CommandError } from '../command-error.ts';
import { databaseOption } from '../database-option.ts';
import { asCommandError } from '../fixtures/as-command-error.ts';
import type { FixtureFile } from '../fixtures/find-fixtures.ts';
import type { StdinFixture } from '../fixtures/fixture-loader.ts';

interface LoaddataOptions {
  database: string;
  app?: string;
  ignorenonexistent: boolean;
  exclude: readonly string[];
  format?: string;
}

/** `loaddata fixture...`: save the objects of fixtures. */
export default class Loaddata extends BaseCommand<LoaddataOptions> {
  override help = 'Save the objects of fixtures in the database.';

  override addArguments(parser: Command): void {
    parser
      .argument('<fixtures...>', 'Names, with or without their ending; - reads what comes in.')
      .addOption(databaseOption())
      .option('--app <label>', 'Look into the fixtures of this app only.')
      .option('-i, --ignorenonexistent', 'Pass over fields and models that are gone.', false)
      .option('-e, --exclude <label>', 'An app or a model to leave out; may be repeated.', collect, [])
      .option('--format <format>', 'Format of what comes in.');
  }

  async handle(options: LoaddataOptions & CommonOptions, labels: readonly string[]): Promise<void> {
    const { loadRouters } = await import('../../db/router.ts');
    const { serializerFormats } = await import('../../core/serializers/formats.ts');
    const { findFixtures } = await import('../fixtures/find-fixtures.ts');
    const { FixtureLoader } = await import('../fixtures/fixture-loader.ts');
    const { modelsOfLabels } = await import('../fixtures/models-to-dump.ts');
    await loadRouters();
    const { database, app, format, verbosity } = options;
    const search = { formats: serializerFormats(), database, app };
    const fixtures = labels.flatMap((label): (FixtureFile | StdinFixture)[] =>
      label === '-' ? [standardInput(format)] : asCommandError(() => findFixtures(label, search)),
    );
    const loader = new FixtureLoader({
      database,
      ignoreNonexistent: options.ignorenonexistent,
      excluded: new Set(modelsOfLabels(options.exclude)),
    });
    await loader.load(fixtures, (name) => {
      if (verbosity >= 2) this.stdout.write(`Installing fixture from ${name}.`);
    });
    const { fixtures: files, read, saved } = loader.counts;
    if (verbosity < 1) return;
    if (read === 0) this.stderr.write(this.style.warning(`No objects in ${labels.join(', ')}.`));
    const of = saved === read ? '' : ` (of ${read})`;
    this.stdout.write(`Installed ${saved} object(s)${of} from ${files} fixture(s)`);
  }
}

function standardInput(format: string | undefined): { stream: NodeJS.ReadStream; format: string } {
  if (format !== undefined) return { stream: process.stdin, format };
  throw new CommandError('--format must be given when the objects come in by -.', 'Say --format json.');
}

function collect(label: string, before: readonly string[]): string[] {
  return [...before, label];
}
