import { ddl, type Statement, TableReference } from '../../backends/base/ddl-references.ts';
import type { SchemaEditor } from '../../backends/base/schema-editor.ts';
import type { SchemaModel } from '../../backends/base/schema-model.ts';
import { ModelDefinitionError } from '../errors.ts';
import type { Field } from '../fields/field.ts';
import { checkCondition } from '../indexes/check-condition.ts';
import { withExpressions } from '../indexes/given-options.ts';
import type { AnyModel, ModelClass } from '../model.ts';
import { persistence } from '../persistence.ts';
import type { ExpressionLike } from '../types/expression.ts';
import { uniqueError } from '../unique-error.ts';
import {
  BaseConstraint,
  type ConstraintOptions,
  type ConstraintValidation,
  validationOf,
} from './constraint.ts';

/** When a deferrable constraint is checked: at commit, or at once unless the transaction says otherwise. */
export type Deferrable = 'deferred' | 'immediate';
/** The same by name: `models.Deferrable.DEFERRED` is `'deferred'`. */
export const Deferrable = { DEFERRED: 'deferred', IMMEDIATE: 'immediate' } as const;

export interface UniqueConstraintOptions extends ConstraintOptions {
  fields?: readonly string[];
  /** In place of fields: `[Lower('name')]`. */
  expressions?: readonly unknown[];
  /** A Q: only among these rows. */
  condition?: unknown;
  deferrable?: Deferrable | null;
  include?: readonly string[];
  opclasses?: readonly string[];
  /** Whether two NULLs differ; as the database has it unless said. */
  nullsDistinct?: boolean | null;
}

/** No two rows have the same values: `new models.UniqueConstraint({ name: 'one_per_day', fields: ['author', 'day'] })`. */
export class UniqueConstraint extends BaseConstraint {
  readonly fields: readonly string[];
  readonly expressions: readonly unknown[];
  readonly condition: unknown;
  readonly deferrable: Deferrable | null;
  readonly include: readonly string[];
  readonly opclasses: readonly string[];
  readonly nullsDistinct: boolean | null;

  /** Options, or expressions with options in last place: `new models.UniqueConstraint(Lower('name'), { name: 'one_name' })`. */
  constructor(options: UniqueConstraintOptions);
  constructor(
    ...args: readonly [first: ExpressionLike | string, ...more: unknown[], options: UniqueConstraintOptions]
  );
  constructor(...args: readonly unknown[]) {
    const options = withExpressions<UniqueConstraintOptions>(args);
    super(options);
    this.fields = options.fields ?? [];
    this.expressions = options.expressions ?? [];
    this.condition = options.condition;
    this.deferrable = options.deferrable ?? null;
    this.include = options.include ?? [];
    this.opclasses = options.opclasses ?? [];
    this.nullsDistinct = options.nullsDistinct ?? null;
    this.#check();
  }

  #check(): void {
    const fail = (what: string, hint = 'Leave one of them out.') => {
      throw new ModelDefinitionError(what, hint);
    };
    const { fields, expressions, deferrable } = this;
    if (fields.length === 0 && expressions.length === 0) {
      fail('At least one field or expression is required to define a unique constraint.', 'Give it fields.');
    }
    if (this.condition !== undefined && this.condition !== null)
      checkCondition('UniqueConstraint', this.condition);
    for (const name of ['fields', 'expressions', 'include', 'opclasses'] as const)
      if (!Array.isArray(this[name]))
        fail(`UniqueConstraint.${name} must be a list.`, `Write ${name}: ['name'].`);
    if (this.nullsDistinct !== null && typeof this.nullsDistinct !== 'boolean')
      fail(
        'UniqueConstraint.nullsDistinct must be true or false.',
        'Leave it out to have what the database does.',
      );
    if (this.opclasses.length > 0 && fields.length !== this.opclasses.length)
      fail(
        'UniqueConstraint.fields and opclasses must have as many entries.',
        'Name a class for each field.',
      );
    if (fields.length > 0 && expressions.length > 0)
      fail('UniqueConstraint.fields and expressions are mutually exclusive.');
    if (deferrable !== null && this.condition !== undefined)
      fail('UniqueConstraint with conditions cannot be deferred.');
    if (
      deferrable !== null &&
      (expressions.length > 0 || this.include.length > 0 || this.opclasses.length > 0)
    ) {
      fail('UniqueConstraint with expressions, include or opclasses cannot be deferred.');
    }
  }

  /** Databases know conditions and expressions for indexes only. */
  get #needsIndex(): boolean {
    return (
      this.condition !== undefined ||
      this.expressions.length > 0 ||
      this.include.length > 0 ||
      this.opclasses.length > 0
    );
  }

  /** What a database doesn't know, it has nothing in place of: a constraint without it would be another one. */
  #isKnownTo({ connection: { features } }: SchemaEditor): boolean {
    if (this.deferrable !== null && !features.supportsDeferrableUniqueConstraints) return false;
    if (this.include.length > 0 && !features.supportsCoveringIndexes) return false;
    if (this.condition !== undefined && !features.supportsPartialIndexes) return false;
    return this.nullsDistinct === null || (features.supportsNullsDistinctUniqueConstraints ?? false);
  }

  override constraintSql(model: SchemaModel, editor: SchemaEditor): string | undefined {
    if (this.#needsIndex || !this.#isKnownTo(editor)) return undefined;
    const columns = columnsOf(model, this.fields).map((column) => editor.quoteName(column));
    const nulls =
      this.nullsDistinct === null ? '' : this.nullsDistinct ? ' NULLS DISTINCT' : ' NULLS NOT DISTINCT';
    const deferred = this.deferrable === null ? '' : ` DEFERRABLE INITIALLY ${this.deferrable.toUpperCase()}`;
    return `CONSTRAINT ${editor.quoteName(this.name)} UNIQUE${nulls} (${columns.join(', ')})${deferred}`;
  }

  override createSql(model: SchemaModel, editor: SchemaEditor): Statement | undefined {
    if (!this.#isKnownTo(editor) || !editor.canMakeIndex(this)) return undefined;
    const inline = this.constraintSql(model, editor);
    if (inline !== undefined) {
      const table = new TableReference(model._meta.dbTable, (name) => editor.quoteName(name));
      return ddl`ALTER TABLE ${table} ADD ${inline}`;
    }
    const sql = (parts: readonly unknown[]) => persistence().schemaSql(model, parts, editor.connection);
    return editor.uniqueSql(model, {
      name: this.name,
      columns: columnsOf(model, this.fields),
      suffixes: this.opclasses,
      nullsDistinct: this.nullsDistinct,
      ...(this.expressions.length > 0 ? { expressions: sql(this.expressions) } : {}),
      ...(this.condition === undefined ? {} : { condition: sql([this.condition]).sql }),
      ...(this.include.length > 0 ? { include: columnsOf(model, this.include) } : {}),
    });
  }

  override removeSql(model: SchemaModel, editor: SchemaEditor): Statement | undefined {
    if (!this.#isKnownTo(editor) || !editor.canMakeIndex(this)) return undefined;
    if (this.#needsIndex) return editor.deleteIndexSql(this.name, model._meta.dbTable);
    const table = new TableReference(model._meta.dbTable, (name) => editor.quoteName(name));
    return ddl`ALTER TABLE ${table} DROP CONSTRAINT ${editor.quoteName(this.name)}`;
  }

  override async validate(
    model: ModelClass,
    instance: AnyModel,
    options: ConstraintValidation = {},
  ): Promise<void> {
    const { exclude, using } = validationOf(options);
    if (this.fields.some((name) => exclude.has(name))) return;
    const taken = await persistence().uniqueTaken(model, this, instance, exclude, using);
    if (!taken) return;
    const plain = this.expressions.length === 0 && this.condition === undefined;
    throw plain && this.violationErrorMessage === BaseConstraint.defaultMessage
      ? uniqueError(model, this.fields, { instance })
      : this.violation();
  }

  protected override ownOptions(): Readonly<Record<string, unknown>> {
    const { fields, expressions, condition, deferrable, include, opclasses, nullsDistinct } = this;
    return { fields, expressions, condition, deferrable, include, opclasses, nullsDistinct };
  }
}

function columnsOf(model: SchemaModel, names: readonly string[]): string[] {
  return names.map((name) => (model._meta.getField(name) as Field).column);
}
