import { ddl, type Statement, TableReference } from '../../backends/base/ddl-references.ts';
import type { SchemaEditor } from '../../backends/base/schema-editor.ts';
import type { SchemaModel } from '../../backends/base/schema-model.ts';
import { checkCondition } from '../indexes/check-condition.ts';
import type { AnyModel, ModelClass } from '../model.ts';
import { persistence } from '../persistence.ts';
import {
  BaseConstraint,
  type ConstraintOptions,
  type ConstraintValidation,
  validationOf,
} from './constraint.ts';

export interface CheckConstraintOptions extends ConstraintOptions {
  /** A Q, or an expression that is true or false: what has to hold for every row. */
  condition: unknown;
}

/** Every row fulfils a condition: `new models.CheckConstraint({ name: 'adult', condition: Q({ age__gte: 18 }) })`. */
export class CheckConstraint extends BaseConstraint {
  readonly condition: unknown;

  constructor(options: CheckConstraintOptions) {
    super(options);
    checkCondition('CheckConstraint', options.condition);
    this.condition = options.condition;
  }

  #sql(model: SchemaModel, editor: SchemaEditor): string {
    const { sql } = persistence().schemaSql(model, [this.condition], editor.connection);
    return `CONSTRAINT ${editor.quoteName(this.name)} CHECK (${sql})`;
  }

  override constraintSql(model: SchemaModel, editor: SchemaEditor): string | undefined {
    return editor.connection.features.supportsTableCheckConstraints ? this.#sql(model, editor) : undefined;
  }

  override createSql(model: SchemaModel, editor: SchemaEditor): Statement | undefined {
    if (!editor.connection.features.supportsTableCheckConstraints) return undefined;
    const table = new TableReference(model._meta.dbTable, (name) => editor.quoteName(name));
    return ddl`ALTER TABLE ${table} ADD ${this.#sql(model, editor)}`;
  }

  override removeSql(model: SchemaModel, editor: SchemaEditor): Statement | undefined {
    if (!editor.connection.features.supportsTableCheckConstraints) return undefined;
    const table = new TableReference(model._meta.dbTable, (name) => editor.quoteName(name));
    return ddl`ALTER TABLE ${table} DROP CONSTRAINT ${editor.quoteName(this.name)}`;
  }

  override async validate(
    model: ModelClass,
    instance: AnyModel,
    options: ConstraintValidation = {},
  ): Promise<void> {
    const { exclude, using } = validationOf(options);
    const holds = await persistence().conditionHolds(model, this.condition, instance, exclude, using);
    if (holds === false) throw this.violation();
  }

  protected override ownOptions(): Readonly<Record<string, unknown>> {
    return { condition: this.condition };
  }
}
