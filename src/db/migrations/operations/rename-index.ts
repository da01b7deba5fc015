import { camelToSnake } from '../../../utils/case.ts';
import type { SchemaEditor } from '../../backends/base/schema-editor.ts';
import type { SchemaIndex } from '../../backends/base/schema-model.ts';
import { Index } from '../../models/indexes/model-index.ts';
import { ValueError } from '../errors/value-error.ts';
import { sameTogether } from '../state/model-options.ts';
import type { ProjectState } from '../state/project-state.ts';
import { IndexOperation } from './index-operation.ts';
import type { DeconstructedOperation, Operation } from './operation.ts';
import { renamed } from './renamed.ts';

export interface RenameIndexOptions {
  modelName: string;
  newName: string;
  /** Either the old name, */
  oldName?: string;
  /** or the fields of an `indexTogether` group, whose index had an automatic name. */
  oldFields?: readonly string[];
}

/** Give an index another name, or a name of its own to one that `indexTogether` made. */
export class RenameIndex extends IndexOperation {
  readonly newName: string;
  readonly oldName: string | undefined;
  readonly oldFields: readonly string[] | undefined;

  constructor(options: RenameIndexOptions) {
    super(options.modelName);
    this.newName = options.newName;
    this.oldName = options.oldName;
    this.oldFields = options.oldFields;
    if ((this.oldName === undefined) !== (this.oldFields === undefined)) return;
    throw new ValueError('RenameIndex needs one of `oldName` and `oldFields`.', 'Give it exactly one.');
  }

  override deconstruct(): DeconstructedOperation {
    const { modelName, newName, oldName, oldFields } = this;
    return {
      name: 'RenameIndex',
      options: { modelName, newName, ...(oldName === undefined ? { oldFields } : { oldName }) },
    };
  }

  override describe(): string {
    return this.oldName === undefined
      ? `Rename unnamed index for ${this.oldFields?.join(', ')} on ${this.modelName} to ${this.newName}`
      : `Rename index ${this.oldName} on ${this.modelName} to ${this.newName}`;
  }

  override get migrationNameFragment(): string {
    const newName = this.newName.toLowerCase();
    if (this.oldName !== undefined) return `rename_${this.oldName.toLowerCase()}_${newName}`;
    return `rename_${this.modelNameLower}_${this.oldFields!.map(camelToSnake).join('_')}_${newName}`;
  }

  override stateForwards(appLabel: string, state: ProjectState): void {
    const model = state.getModel(appLabel, this.modelName);
    if (this.oldName !== undefined) {
      const index = renamed(model.getIndex(this.oldName), this.newName);
      state.replaceNamed(appLabel, this.modelName, 'indexes', this.oldName, index);
      return;
    }
    const kept = (model.options.indexTogether ?? []).filter(
      (group) => !sameTogether([group], [this.oldFields!]),
    );
    state.alterModelOptions(appLabel, this.modelName, { indexTogether: kept });
    const index = new Index({ fields: this.oldFields!, name: this.newName });
    state.addNamed(appLabel, this.modelName, 'indexes', index);
  }

  override async databaseForwards(
    appLabel: string,
    editor: SchemaEditor,
    from: ProjectState,
    to: ProjectState,
  ) {
    const model = this.model(appLabel, editor, to);
    if (model === undefined) return;
    if (this.oldName === undefined) {
      await editor.renameIndexTogether(model, this.oldFields!, this.newName);
      return;
    }
    const old = from.getModel(appLabel, this.modelName).getIndex(this.oldName) as SchemaIndex;
    await editor.renameIndex(model, old, renamed(old, this.newName));
  }

  /** An index that had an automatic name keeps its own when going back, as in Django. */
  override async databaseBackwards(
    appLabel: string,
    editor: SchemaEditor,
    from: ProjectState,
    to: ProjectState,
  ) {
    const model = this.model(appLabel, editor, to);
    if (model === undefined || this.oldName === undefined) return;
    const old = from.getModel(appLabel, this.modelName).getIndex(this.newName) as SchemaIndex;
    await editor.renameIndex(model, old, renamed(old, this.oldName));
  }

  override reduce(operation: Operation, appLabel: string): boolean | readonly Operation[] {
    if (
      operation instanceof RenameIndex &&
      this.isSameModel(operation) &&
      operation.oldName?.toLowerCase() === this.newName.toLowerCase()
    ) {
      const { modelName, oldName, oldFields } = this;
      const old = oldName === undefined ? { oldFields: oldFields! } : { oldName };
      return [new RenameIndex({ modelName, newName: operation.newName, ...old })];
    }
    return super.reduce(operation, appLabel);
  }
}
