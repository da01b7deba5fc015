import type { Command } from 'commander';
import type { DatabaseWrapper } from '../../db/backends/base/database-wrapper.ts';
import { BaseCommand, type CommonOptions } from '../base-command.ts';
import { databaseOption } from '../database-option.ts';
import { className } from '../inspectdb/names.ts';
import { type TableShape, tableShape } from '../inspectdb/table-shape.ts';

interface InspectOptions {
  database: string;
  includeViews: boolean;
  includePartitions: boolean;
}

const HEADER = `// Models of tables that were there already, as the database describes them. Look through them: names, what is to happen
// on deletion, relations that no constraint tells of. No migration touches the tables while a model says \`managed: false\`.
import { models } from 'jango/db';`;

/** `inspectdb [table...]`: a `models.ts` for the tables that a database has. */
export default class InspectDb extends BaseCommand<InspectOptions> {
  override help = 'Print models for the tables of a database.';
  override requiresSystemChecks = false;

  override addArguments(parser: Command): void {
    parser
      .argument('[tables...]', 'Tables or views; all tables otherwise.')
      .addOption(databaseOption())
      .option('--include-views', 'Models of views, too.', false)
      .option('--include-partitions', 'Models of the parts of tables, too.', false);
  }

  async handle(options: InspectOptions & CommonOptions, names: readonly string[]): Promise<void> {
    const { connections } = await import('../../db/connections.ts');
    const { modelSource, postgresFields } = await import('../inspectdb/model-source.ts');
    const shapes = await this.#shapes(connections.get(options.database), names, options);
    const taken = new Set<string>();
    const known = new Map<string, { className: string; shape: TableShape }>();
    for (const shape of shapes) {
      const name = className(shape.table.name, taken);
      taken.add(name);
      known.set(shape.table.name, { className: name, shape });
    }
    this.stdout.write(HEADER);
    const ofPostgres = postgresFields(shapes);
    if (ofPostgres.length > 0)
      this.stdout.write(`import { ${ofPostgres.join(', ')} } from 'jango/contrib/postgres';`);
    for (const { className: name, shape } of known.values())
      this.stdout.write(`\n${modelSource(name, shape, known)}`);
  }

  /** What the database says of its tables; one that cannot be read leaves a comment. */
  async #shapes(
    { introspection }: DatabaseWrapper,
    names: readonly string[],
    { includeViews, includePartitions }: InspectOptions,
  ): Promise<TableShape[]> {
    const kinds = new Set(['table', includeViews ? 'view' : '', includePartitions ? 'partition' : '']);
    const wanted = (await introspection.tables()).filter(({ name, kind }) =>
      names.length > 0 ? names.includes(name) : kinds.has(kind),
    );
    const shapes: TableShape[] = [];
    for (const table of wanted) {
      try {
        shapes.push(await tableShape(introspection, table));
      } catch (error) {
        this.stderr.write(
          this.style.warning(`Table '${table.name}' is left out: ${(error as Error).message}`),
        );
      }
    }
    for (const name of names) {
      if (wanted.some((table) => table.name === name)) continue;
      this.stderr.write(this.style.warning(`There is no table '${name}'.`));
    }
    return shapes;
  }
}
