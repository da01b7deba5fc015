import type { Awaitable } from '../../../utils/awaitable.ts';
import type { SchemaEditor } from '../../backends/base/schema-editor.ts';
import { allowMigrate } from '../../router.ts';
import { IrreversibleError } from '../errors/irreversible-error.ts';
import type { ProjectState } from '../state/project-state.ts';
import type { StateApps } from '../state/state-apps.ts';
import { CATEGORY, type DeconstructedOperation, Operation } from './operation.ts';

/** Code of a migration: `apps.getModel('articles', 'Article')` gives the model as it was at this point. */
export type MigrationCode = (apps: StateApps, editor: SchemaEditor) => Awaitable<void>;

export interface RunCodeOptions {
  code: MigrationCode;
  /** How to undo it; without it the migration cannot be unapplied. `RunCode.noop` says that nothing has to be done. */
  reverseCode?: MigrationCode;
  /** Run it in a transaction, or not; by default as its migration does. */
  atomic?: boolean;
  /** Given to database routers. */
  hints?: Readonly<Record<string, unknown>>;
  /** Squashing may drop it. */
  elidable?: boolean;
}

/** Run code of one's own on the data, with the models as they were: Django's `RunPython`. */
export class RunCode extends Operation {
  static readonly noop: MigrationCode = function noop() {};
  override readonly category = CATEGORY.CODE;
  readonly options: RunCodeOptions;

  constructor(options: RunCodeOptions) {
    super();
    this.options = options;
  }

  override get reversible(): boolean {
    return this.options.reverseCode !== undefined;
  }

  override get reducesToSql(): boolean {
    return false;
  }

  override get atomic(): boolean | undefined {
    return this.options.atomic;
  }

  override get elidable(): boolean {
    return this.options.elidable ?? false;
  }

  override deconstruct(): DeconstructedOperation {
    return { name: 'RunCode', options: { ...this.options } };
  }

  override describe(): string {
    const name = this.options.code.name;
    return name === '' || name === 'code' ? 'Raw code operation' : `Run ${name}()`;
  }

  override stateForwards(): void {}

  override async databaseForwards(appLabel: string, editor: SchemaEditor, from: ProjectState): Promise<void> {
    await this.#run(appLabel, editor, from, this.options.code);
  }

  override async databaseBackwards(
    appLabel: string,
    editor: SchemaEditor,
    from: ProjectState,
  ): Promise<void> {
    const { reverseCode } = this.options;
    if (reverseCode === undefined) throw new IrreversibleError(this);
    await this.#run(appLabel, editor, from, reverseCode);
  }

  async #run(
    appLabel: string,
    editor: SchemaEditor,
    state: ProjectState,
    code: MigrationCode,
  ): Promise<void> {
    // SQL that is only to be shown may not change anything: code has none.
    if (editor.collecting) return;
    if (!allowMigrate(editor.connection.alias, appLabel, this.options.hints)) return;
    state.apps.renderAll();
    await code(state.apps, editor);
  }
}
