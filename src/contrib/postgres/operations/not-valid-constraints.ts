import type { SchemaEditor } from '../../../db/backends/base/schema-editor.ts';
import { AddConstraint } from '../../../db/migrations/operations/add-constraint.ts';
import { operationOptions } from '../../../db/migrations/operations/check-options.ts';
import { IndexOperation } from '../../../db/migrations/operations/index-operation.ts';
import type { DeconstructedOperation, Operation } from '../../../db/migrations/operations/operation.ts';
import type { ProjectState } from '../../../db/migrations/state/project-state.ts';
import { CheckConstraint } from '../../../db/models/constraints/check-constraint.ts';
import { ModelDefinitionError } from '../../../db/models/errors.ts';
import { MODULE } from '../module-name.ts';

class AdditionNotValid extends AddConstraint {
  override readonly locks = false;

  constructor(options: { modelName: string; constraint: CheckConstraint }) {
    super(options);
    if (options.constraint instanceof CheckConstraint) return;
    throw new ModelDefinitionError(
      'AddConstraintNotValid takes a CheckConstraint.',
      'Add any other constraint by AddConstraint.',
    );
  }

  override deconstruct(): DeconstructedOperation {
    return { ...super.deconstruct(), module: MODULE, name: 'AddConstraintNotValid' };
  }

  override describe(): string {
    return `Create not valid constraint ${this.constraint.name} on model ${this.modelName}`;
  }

  override get migrationNameFragment(): string {
    return `${super.migrationNameFragment}_not_valid`;
  }

  override async databaseForwards(appLabel: string, editor: SchemaEditor, _: ProjectState, to: ProjectState) {
    const model = this.model(appLabel, editor, to);
    const statement = model && this.constraint.createSql(model, editor);
    if (statement === undefined) return;
    const { supportsNotValidConstraints = false } = editor.connection.features;
    await editor.execute(supportsNotValidConstraints ? `${statement} NOT VALID` : statement);
  }
}

/** Check the rows that were there before a constraint was. */
class Validation extends IndexOperation {
  readonly name: string;

  constructor(options: { modelName: string; name: string }) {
    super(options.modelName);
    this.name = options.name;
  }

  override deconstruct(): DeconstructedOperation {
    const { modelName, name } = this;
    return { module: MODULE, name: 'ValidateConstraint', options: { modelName, name } };
  }

  override describe(): string {
    return `Validate constraint ${this.name} on model ${this.modelName}`;
  }

  override get migrationNameFragment(): string {
    return `${this.modelNameLower}_validate_${this.name.toLowerCase()}`;
  }

  override stateForwards(): void {}

  override async databaseForwards(appLabel: string, editor: SchemaEditor, from: ProjectState): Promise<void> {
    const model = this.model(appLabel, editor, from);
    if (model === undefined || !editor.connection.features.supportsNotValidConstraints) return;
    const table = editor.quoteName(model._meta.dbTable);
    await editor.execute(`ALTER TABLE ${table} VALIDATE CONSTRAINT ${editor.quoteName(this.name)}`);
  }

  /** A constraint that holds stays one. */
  override async databaseBackwards(): Promise<void> {}
}

/** Add a check for rows from now on; those that are there are not looked at, so the table is not locked for long. */
export function AddConstraintNotValid(options: {
  modelName: string;
  constraint: CheckConstraint;
}): Operation {
  return new AdditionNotValid(operationOptions('AddConstraintNotValid', options));
}

/** Look at those rows, in a migration of its own: writers may go on. */
export function ValidateConstraint(options: { modelName: string; name: string }): Operation {
  return new Validation(operationOptions('ValidateConstraint', options));
}
