import type { SchemaEditor } from '../../backends/base/schema-editor.ts';
import type { ProjectState } from '../state/project-state.ts';
import { canMigrate } from './can-migrate.ts';
import { boundField } from './field-operation.ts';
import { ModelOptionOperation } from './model-option-operation.ts';
import type { DeconstructedOperation } from './operation.ts';

/** Start or stop keeping rows in an order of their own within a related object: a column `_order` comes or goes. */
export class AlterOrderWithRespectTo extends ModelOptionOperation {
  readonly orderWithRespectTo: string | null;

  constructor(options: { name: string; orderWithRespectTo: string | null }) {
    super(options.name);
    this.orderWithRespectTo = options.orderWithRespectTo;
  }

  override deconstruct(): DeconstructedOperation {
    const { name, orderWithRespectTo } = this;
    return { name: 'AlterOrderWithRespectTo', options: { name, orderWithRespectTo } };
  }

  override describe(): string {
    return `Set order_with_respect_to on ${this.name} to ${this.orderWithRespectTo ?? 'None'}`;
  }

  override get migrationNameFragment(): string {
    return `alter_${this.nameLower}_order_with_respect_to`;
  }

  override stateForwards(appLabel: string, state: ProjectState): void {
    const options = this.orderWithRespectTo === null ? {} : { orderWithRespectTo: this.orderWithRespectTo };
    state.alterModelOptions(appLabel, this.name, options, ['orderWithRespectTo']);
  }

  override async databaseForwards(
    appLabel: string,
    editor: SchemaEditor,
    from: ProjectState,
    to: ProjectState,
  ) {
    const after = this.model(appLabel, to);
    if (!canMigrate(editor, after)) return;
    const before = this.model(appLabel, from);
    const [had, has] = [before, after].map((model) => Boolean(model._meta.orderWithRespectTo));
    if (had && !has) await editor.removeField(before, boundField(before, '_order'));
    if (!had && has) await editor.addField(before, boundField(after, '_order'), { filling: 0 });
  }

  override databaseBackwards(appLabel: string, editor: SchemaEditor, from: ProjectState, to: ProjectState) {
    return this.databaseForwards(appLabel, editor, from, to);
  }

  override referencesField(modelName: string, name: string, appLabel: string): boolean {
    if (!this.referencesModel(modelName, appLabel)) return false;
    return this.orderWithRespectTo === null || name === this.orderWithRespectTo;
  }
}
