import type { SchemaEditor } from '../../backends/base/schema-editor.ts';
import type { SchemaConstraint } from '../../backends/base/schema-model.ts';
import type { ProjectState } from '../state/project-state.ts';
import { IndexOperation } from './index-operation.ts';
import { CATEGORY, type DeconstructedOperation } from './operation.ts';

/** Drop a constraint by its name. */
export class RemoveConstraint extends IndexOperation {
  override readonly category = CATEGORY.REMOVAL;
  readonly name: string;

  constructor(options: { modelName: string; name: string }) {
    super(options.modelName);
    this.name = options.name;
  }

  override deconstruct(): DeconstructedOperation {
    return { name: 'RemoveConstraint', options: { modelName: this.modelName, name: this.name } };
  }

  override describe(): string {
    return `Remove constraint ${this.name} from model ${this.modelName}`;
  }

  override get migrationNameFragment(): string {
    return `remove_${this.modelNameLower}_${this.name.toLowerCase()}`;
  }

  override stateForwards(appLabel: string, state: ProjectState): void {
    state.removeNamed(appLabel, this.modelName, 'constraints', this.name);
  }

  override async databaseForwards(
    appLabel: string,
    editor: SchemaEditor,
    from: ProjectState,
    to: ProjectState,
  ) {
    const model = this.model(appLabel, editor, to);
    if (model !== undefined) await editor.removeConstraint(model, this.#constraint(appLabel, from));
  }

  override async databaseBackwards(
    appLabel: string,
    editor: SchemaEditor,
    _from: ProjectState,
    to: ProjectState,
  ) {
    const model = this.model(appLabel, editor, to);
    if (model !== undefined) await editor.addConstraint(model, this.#constraint(appLabel, to));
  }

  #constraint(appLabel: string, state: ProjectState): SchemaConstraint {
    return state.getModel(appLabel, this.modelName).getConstraint(this.name) as SchemaConstraint;
  }
}
