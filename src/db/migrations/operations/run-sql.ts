import type { SchemaEditor } from '../../backends/base/schema-editor.ts';
import { splitStatements } from '../../backends/base/split-statements.ts';
import { allowMigrate } from '../../router.ts';
import { IrreversibleError } from '../errors/irreversible-error.ts';
import type { ProjectState } from '../state/project-state.ts';
import { CATEGORY, type DeconstructedOperation, Operation } from './operation.ts';

/** One script (its statements are found in it), or a list of statements, each alone or with its parameters. */
export type SqlStatements = string | readonly (string | readonly [sql: string, params: readonly unknown[]])[];

export interface RunSQLOptions {
  sql: SqlStatements;
  /** How to undo it; without it the migration cannot be unapplied. `RunSQL.noop` says that nothing has to be done. */
  reverseSql?: SqlStatements;
  /** What the SQL means for the models, so that the state stays true. */
  stateOperations?: readonly Operation[];
  /** Given to database routers. */
  hints?: Readonly<Record<string, unknown>>;
  /** Squashing may drop it. */
  elidable?: boolean;
}

/** Run SQL of one's own. */
export class RunSQL extends Operation {
  static readonly noop = '';
  override readonly category = CATEGORY.SQL;
  readonly options: RunSQLOptions;

  constructor(options: RunSQLOptions) {
    super();
    this.options = options;
  }

  override get reversible(): boolean {
    return this.options.reverseSql !== undefined;
  }

  override get elidable(): boolean {
    return this.options.elidable ?? false;
  }

  override deconstruct(): DeconstructedOperation {
    return { name: 'RunSQL', options: { ...this.options } };
  }

  override describe(): string {
    return 'Raw SQL operation';
  }

  override stateForwards(appLabel: string, state: ProjectState): void {
    for (const operation of this.options.stateOperations ?? []) operation.stateForwards(appLabel, state);
  }

  override async databaseForwards(appLabel: string, editor: SchemaEditor): Promise<void> {
    await this.#run(appLabel, editor, this.options.sql);
  }

  override async databaseBackwards(appLabel: string, editor: SchemaEditor): Promise<void> {
    const { reverseSql } = this.options;
    if (reverseSql === undefined) throw new IrreversibleError(this);
    await this.#run(appLabel, editor, reverseSql);
  }

  async #run(appLabel: string, editor: SchemaEditor, sql: SqlStatements): Promise<void> {
    if (!allowMigrate(editor.connection.alias, appLabel, this.options.hints)) return;
    const statements = typeof sql === 'string' ? splitStatements(sql) : sql;
    for (const statement of statements) {
      const [text, params] = typeof statement === 'string' ? [statement, undefined] : statement;
      await editor.execute(text, params ?? []);
    }
  }
}
