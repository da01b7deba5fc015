import type { SchemaEditor } from '../../backends/base/schema-editor.ts';
import type { SchemaIndex } from '../../backends/base/schema-model.ts';
import type { ProjectState } from '../state/project-state.ts';
import { IndexOperation } from './index-operation.ts';
import { CATEGORY, type DeconstructedOperation } from './operation.ts';

/** Drop an index by its name. */
export class RemoveIndex extends IndexOperation {
  override readonly category = CATEGORY.REMOVAL;
  readonly name: string;

  constructor(options: { modelName: string; name: string }) {
    super(options.modelName);
    this.name = options.name;
  }

  override deconstruct(): DeconstructedOperation {
    return { name: 'RemoveIndex', options: { modelName: this.modelName, name: this.name } };
  }

  override describe(): string {
    return `Remove index ${this.name} from ${this.modelName}`;
  }

  override get migrationNameFragment(): string {
    return `remove_${this.modelNameLower}_${this.name.toLowerCase()}`;
  }

  override stateForwards(appLabel: string, state: ProjectState): void {
    state.removeNamed(appLabel, this.modelName, 'indexes', this.name);
  }

  override async databaseForwards(
    appLabel: string,
    editor: SchemaEditor,
    from: ProjectState,
    _to: ProjectState,
  ) {
    const model = this.model(appLabel, editor, from);
    if (model !== undefined) await editor.removeIndex(model, this.indexIn(appLabel, from));
  }

  override async databaseBackwards(
    appLabel: string,
    editor: SchemaEditor,
    _from: ProjectState,
    to: ProjectState,
  ) {
    const model = this.model(appLabel, editor, to);
    if (model !== undefined) await editor.addIndex(model, this.indexIn(appLabel, to));
  }

  /** The index that is meant, as a state has it. */
  protected indexIn(appLabel: string, state: ProjectState): SchemaIndex {
    return state.getModel(appLabel, this.modelName).getIndex(this.name) as SchemaIndex;
  }
}
