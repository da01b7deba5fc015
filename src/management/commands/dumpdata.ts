import { createWriteStream } from 'node:fs';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type Command, InvalidArgumentError } from 'commander';
import type { AnyModel, ModelClass } from '../../db/models/model.ts';
import { BaseCommand, type CommonOptions } from '../base-command.ts';
import { CommandError } from '../command-error.ts';
import { databaseOption } from '../database-option.ts';
import { modelsToDump } from '../fixtures/models-to-dump.ts';

interface DumpdataOptions {
  format: string;
  indent?: number;
  database: string;
  exclude: readonly string[];
  naturalForeign: boolean;
  naturalPrimary: boolean;
  all: boolean;
  pks?: string;
  output?: string;
}

const PACKERS = /\.(?:bz2|lzma|xz|zip)$/;

/** `dumpdata [apps or models]`: write rows down, for `loaddata` to read. */
export default class Dumpdata extends BaseCommand<DumpdataOptions> {
  override help = 'Write the rows of the database as a fixture.';

  override addArguments(parser: Command): void {
    parser
      .argument('[labels...]', "Apps ('articles') or models ('articles.Article'); all of them otherwise.")
      .option('--format <format>', 'json, jsonl, xml, yaml, or one of SERIALIZATION_MODULES.', 'json')
      .option('--indent <spaces>', 'Spaces per level; one line otherwise.', spaces)
      .addOption(databaseOption())
      .option('-e, --exclude <label>', 'An app or a model to leave out; may be repeated.', collect, [])
      .option('--natural-foreign', 'Write relations by natural keys.', false)
      .option('--natural-primary', 'Leave out primary keys where there are natural ones.', false)
      .option('-a, --all', 'All rows, those that a manager hides too.', false)
      .option('--pks <keys>', 'Only these rows, keys with commas between them; for one model.')
      .option('-o, --output <file>', 'Write this file; compressed when its name ends in .gz.');
  }

  async handle(options: DumpdataOptions & CommonOptions, labels: readonly string[]): Promise<void> {
    const { loadRouters } = await import('../../db/router.ts');
    const { serializeStream } = await import('../../core/serializers/serialize.ts');
    const { loadFormat } = await import('../../core/serializers/formats.ts');
    await loadRouters();
    await loadFormat(options.format);
    const keys = options.pks?.split(',').map((key) => key.trim());
    if (keys !== undefined && (labels.length !== 1 || !labels[0]!.includes('.'))) {
      throw new CommandError('--pks needs one model.', 'Name it: dumpdata articles.Article --pks 1,2');
    }
    if (PACKERS.test(options.output ?? '')) {
      throw new CommandError(
        `'${options.output}' asks for a way to pack that Node does not have.`,
        'Write a file that ends in .gz, or in the format alone.',
      );
    }
    const models = this.#withoutProxies(modelsToDump(labels, options));
    const text = serializeStream(options.format, rowsOf(models, options, keys), {
      useNaturalForeignKeys: options.naturalForeign,
      useNaturalPrimaryKeys: options.naturalPrimary,
      ...(options.indent === undefined ? {} : { indent: options.indent }),
    });
    try {
      if (options.output !== undefined) await writeFile(text, options.output);
      else for await (const piece of text) this.stdout.write(piece, '');
    } catch (cause) {
      throw new CommandError(`Unable to serialize database: ${(cause as Error).message}`, undefined, {
        cause,
      });
    }
  }

  /** The rows of a proxy are those of its model. */
  #withoutProxies(models: readonly ModelClass[]): ModelClass[] {
    const given = new Set(models);
    return models.filter(({ _meta: { proxy, concreteModel, label } }) => {
      if (proxy && !given.has(concreteModel))
        this.stderr.write(
          this.style.warning(`${label} is a proxy: its rows are those of ${concreteModel._meta.label}.`),
        );
      return !proxy;
    });
  }
}

async function* rowsOf(
  models: readonly ModelClass[],
  { database, all }: DumpdataOptions,
  keys: readonly string[] | undefined,
): AsyncIterable<AnyModel> {
  for (const model of models) {
    const { baseManager, defaultManager, pk } = model._meta;
    const rows = (all ? baseManager : defaultManager).using(database).orderBy(pk.name);
    yield* (keys === undefined ? rows : rows.filter({ pk__in: keys })).iterator() as AsyncIterable<AnyModel>;
  }
}

async function writeFile(text: AsyncIterable<string>, file: string): Promise<void> {
  const steps: Writable[] = file.endsWith('.gz')
    ? [createGzip(), createWriteStream(file)]
    : [createWriteStream(file)];
  await pipeline([Readable.from(text), ...steps]);
}

function spaces(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It is a whole number.');
  return Number(text);
}

function collect(label: string, before: readonly string[]): string[] {
  return [...before, label];
}
