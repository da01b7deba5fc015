import type { SchemaEditor } from '../../backends/base/schema-editor.ts';
import type { SchemaIndex } from '../../backends/base/schema-model.ts';
import { ValueError } from '../errors/value-error.ts';
import type { ProjectState } from '../state/project-state.ts';
import { expressionText } from './expression-text.ts';
import { IndexOperation } from './index-operation.ts';
import { CATEGORY, type DeconstructedOperation, type Operation } from './operation.ts';
import { RemoveIndex } from './remove-index.ts';
import { RenameIndex } from './rename-index.ts';
import { renamed } from './renamed.ts';

/** Add an index to a table. */
export class AddIndex extends IndexOperation {
  override readonly category = CATEGORY.ADDITION;
  readonly index: SchemaIndex;

  /** Whether it keeps others out of the table while rows are read, which lint warns of. */
  readonly locks: boolean = true;

  constructor(options: { modelName: string; index: SchemaIndex }) {
    super(options.modelName);
    this.index = options.index;
    if (this.index?.name) return;
    throw new ValueError(
      `AddIndex on ${options.modelName} got an index without a name.`,
      'Indexes in a migration need one: give it `name`.',
    );
  }

  override deconstruct(): DeconstructedOperation {
    return { name: 'AddIndex', options: { modelName: this.modelName, index: this.index } };
  }

  override describe(): string {
    const { fields = [], expressions = [] } = this.index;
    if (expressions.length > 0) {
      return `Create index ${this.index.name} on ${expressions.map(expressionText).join(', ')} on model ${this.modelName}`;
    }
    return `Create index ${this.index.name} on field(s) ${fields.join(', ')} of model ${this.modelName}`;
  }

  override get migrationNameFragment(): string {
    return `${this.modelNameLower}_${this.index.name.toLowerCase()}`;
  }

  override stateForwards(appLabel: string, state: ProjectState): void {
    state.addNamed(appLabel, this.modelName, 'indexes', this.index);
  }

  override async databaseForwards(
    appLabel: string,
    editor: SchemaEditor,
    _from: ProjectState,
    to: ProjectState,
  ) {
    const model = this.model(appLabel, editor, to);
    if (model !== undefined) await editor.addIndex(model, this.index);
  }

  override async databaseBackwards(
    appLabel: string,
    editor: SchemaEditor,
    from: ProjectState,
    _to: ProjectState,
  ) {
    const model = this.model(appLabel, editor, from);
    if (model !== undefined) await editor.removeIndex(model, this.index);
  }

  override reduce(operation: Operation, appLabel: string): boolean | readonly Operation[] {
    if (operation instanceof RemoveIndex && this.index.name === operation.name) return [];
    if (operation instanceof RenameIndex && this.index.name === operation.oldName) {
      return [new AddIndex({ modelName: this.modelName, index: renamed(this.index, operation.newName) })];
    }
    return super.reduce(operation, appLabel);
  }
}
