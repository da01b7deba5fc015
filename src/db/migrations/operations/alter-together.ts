import { camelToSnake } from '../../../utils/case.ts';
import type { SchemaEditor } from '../../backends/base/schema-editor.ts';
import { normalizeTogether, type TogetherOption } from '../state/model-options.ts';
import type { ProjectState } from '../state/project-state.ts';
import { canMigrate } from './can-migrate.ts';
import { ModelOptionOperation } from './model-option-operation.ts';
import type { DeconstructedOperation, Operation } from './operation.ts';

/** Set one of the options that are lists of groups of fields. */
export abstract class AlterTogether extends ModelOptionOperation {
  abstract readonly option: TogetherOption;
  readonly groups: readonly (readonly string[])[];

  constructor(name: string, groups: unknown) {
    super(name);
    this.groups = normalizeTogether(groups);
  }

  override deconstruct(): DeconstructedOperation {
    return { name: this.constructor.name, options: { name: this.name, [this.option]: this.groups } };
  }

  override describe(): string {
    return `Alter ${camelToSnake(this.option)} for ${this.name} (${this.groups.length} constraint(s))`;
  }

  override get migrationNameFragment(): string {
    return `alter_${this.nameLower}_${camelToSnake(this.option)}`;
  }

  override stateForwards(appLabel: string, state: ProjectState): void {
    state.alterModelOptions(appLabel, this.name, { [this.option]: this.groups }, [this.option]);
  }

  override async databaseForwards(
    appLabel: string,
    editor: SchemaEditor,
    from: ProjectState,
    to: ProjectState,
  ) {
    const model = this.model(appLabel, to);
    if (!canMigrate(editor, model)) return;
    const before = from.getModel(appLabel, this.name).options[this.option] ?? [];
    const after = to.getModel(appLabel, this.name).options[this.option] ?? [];
    await editor.alterTogether(model, this.option, before, after);
  }

  override databaseBackwards(appLabel: string, editor: SchemaEditor, from: ProjectState, to: ProjectState) {
    return this.databaseForwards(appLabel, editor, from, to);
  }

  override referencesField(modelName: string, name: string, appLabel: string): boolean {
    if (!this.referencesModel(modelName, appLabel)) return false;
    return this.groups.length === 0 || this.groups.some((group) => group.includes(name));
  }

  protected override canReduceThrough(operation: Operation, appLabel: string): boolean {
    const otherOption = operation instanceof AlterTogether && operation.constructor !== this.constructor;
    return super.canReduceThrough(operation, appLabel) || otherOption;
  }
}

/** Change the groups of fields that have to be unique together. */
export class AlterUniqueTogether extends AlterTogether {
  override readonly option = 'uniqueTogether';

  constructor(options: { name: string; uniqueTogether: readonly unknown[] | null }) {
    super(options.name, options.uniqueTogether);
  }
}

/** Change the groups of fields that have an index together: for histories taken over from Django; new code has `indexes`. */
export class AlterIndexTogether extends AlterTogether {
  override readonly option = 'indexTogether';

  constructor(options: { name: string; indexTogether: readonly unknown[] | null }) {
    super(options.name, options.indexTogether);
  }
}
