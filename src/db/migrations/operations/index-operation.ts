import type { SchemaEditor } from '../../backends/base/schema-editor.ts';
import type { SchemaModel } from '../../backends/base/schema-model.ts';
import type { ProjectState } from '../state/project-state.ts';
import { canMigrate } from './can-migrate.ts';
import { Operation } from './operation.ts';

/** An operation on an index or a constraint of a model. */
export abstract class IndexOperation extends Operation {
  readonly modelName: string;

  constructor(modelName: string) {
    super();
    this.modelName = modelName;
  }

  get modelNameLower(): string {
    return this.modelName.toLowerCase();
  }

  isSameModel(operation: IndexOperation): boolean {
    return this.modelNameLower === operation.modelNameLower;
  }

  /** The model's class in that state, when this connection has its table. */
  protected model(appLabel: string, editor: SchemaEditor, state: ProjectState): SchemaModel | undefined {
    const model = state.apps.getTable(appLabel, this.modelName);
    return canMigrate(editor, model) ? model : undefined;
  }
}
