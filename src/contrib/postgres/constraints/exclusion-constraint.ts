import { ddl, type Statement, TableReference } from '../../../db/backends/base/ddl-references.ts';
import type { SchemaEditor } from '../../../db/backends/base/schema-editor.ts';
import type { SchemaModel } from '../../../db/backends/base/schema-model.ts';
import { comparedPart, Excluded, otherRowMeets, withValues } from '../../../db/models/constraint-queries.ts';
import {
  BaseConstraint,
  type ConstraintOptions,
  type ConstraintValidation,
  validationOf,
} from '../../../db/models/constraints/constraint.ts';
import type { Deferrable } from '../../../db/models/constraints/unique-constraint.ts';
import { ModelDefinitionError } from '../../../db/models/errors.ts';
import type { Field } from '../../../db/models/fields/field.ts';
import type { AnyModel, ModelClass } from '../../../db/models/model.ts';
import { persistence } from '../../../db/models/persistence.ts';
import type { Expression } from '../../../db/sql/expression.ts';
import { MODULE } from '../module-name.ts';
import { Compared } from './compared.ts';

/** What of two rows is compared, and by which operator. */
export type Exclusion = readonly [expression: string | Expression, operator: string];

export interface ExclusionConstraintOptions extends ConstraintOptions {
  /** No two rows may have all of these true: `[['room', '='], ['during', RangeOperators.OVERLAPS]]`. */
  expressions: readonly Exclusion[];
  /** `'gist'` unless said; `'spgist'` can't have columns beside. */
  indexType?: 'gist' | 'spgist' | 'hash' | 'btree';
  /** A Q: only among these rows. */
  condition?: unknown;
  deferrable?: Deferrable | null;
  include?: readonly string[];
}

const INDEX_TYPES = ['gist', 'spgist', 'hash', 'btree'];
const OPERATOR = /^[-+*/<>=~!@#%^&|`?]+$/;

/**
 * No two rows go together: `new ExclusionConstraint({ name: 'no_overlap', expressions: [['room', '='], ['during', '&&']] })`.
 * Equality in a `gist` index needs the extension btree_gist.
 */
export class ExclusionConstraint extends BaseConstraint {
  readonly expressions: readonly Exclusion[];
  readonly indexType: string;
  readonly condition: unknown;
  readonly deferrable: Deferrable | null;
  readonly include: readonly string[];

  constructor(options: ExclusionConstraintOptions) {
    super(options);
    this.expressions = options.expressions;
    this.indexType = (options.indexType ?? 'gist').toLowerCase();
    this.condition = options.condition;
    this.deferrable = options.deferrable ?? null;
    this.include = options.include ?? [];
    this.#check();
  }

  #check(): void {
    const fail = (what: string, hint: string): never => {
      throw new ModelDefinitionError(what, hint);
    };
    if (!INDEX_TYPES.includes(this.indexType))
      fail(
        `Exclusion constraints have no index of the type '${this.indexType}'.`,
        "It is 'gist' or 'spgist'.",
      );
    if (!Array.isArray(this.expressions) || this.expressions.length === 0)
      fail('At least one expression is required to define an exclusion constraint.', 'Give it expressions.');
    for (const pair of this.expressions) {
      if (Array.isArray(pair) && pair.length === 2 && OPERATOR.test(String(pair[1]))) continue;
      fail(
        'The expressions of an ExclusionConstraint are pairs.',
        "Write ['during', RangeOperators.OVERLAPS].",
      );
    }
  }

  override constraintSql(model: SchemaModel, editor: SchemaEditor): string {
    const sql = (part: unknown) => persistence().schemaSql(model, [part], editor.connection).sql;
    const parts = this.expressions.map(
      ([expression, operator]) => `${asElement(sql(expression), expression)} WITH ${operator}`,
    );
    const quote = (name: string) => editor.quoteName((model._meta.getField(name) as Field).column);
    const include = this.include.length === 0 ? '' : ` INCLUDE (${this.include.map(quote).join(', ')})`;
    const where = this.condition === undefined ? '' : ` WHERE (${sql(this.condition)})`;
    const deferred = this.deferrable === null ? '' : ` DEFERRABLE INITIALLY ${this.deferrable.toUpperCase()}`;
    const using = this.indexType.toUpperCase();
    return `CONSTRAINT ${editor.quoteName(this.name)} EXCLUDE USING ${using} (${parts.join(', ')})${include}${where}${deferred}`;
  }

  override createSql(model: SchemaModel, editor: SchemaEditor): Statement {
    return ddl`ALTER TABLE ${tableOf(model, editor)} ADD ${this.constraintSql(model, editor)}`;
  }

  override removeSql(model: SchemaModel, editor: SchemaEditor): Statement {
    return ddl`ALTER TABLE ${tableOf(model, editor)} DROP CONSTRAINT ${editor.quoteName(this.name)}`;
  }

  override async validate(
    model: ModelClass,
    instance: AnyModel,
    options: ConstraintValidation = {},
  ): Promise<void> {
    const { exclude, using } = validationOf(options);
    const conditions: unknown[] = [];
    try {
      for (const [part, operator] of this.expressions) {
        const expression = comparedPart(part);
        conditions.push(new Compared(expression, operator, withValues(expression, model, instance, exclude)));
      }
      if (this.condition !== undefined) withValues(this.condition, model, instance, exclude);
    } catch (error) {
      if (error instanceof Excluded) return;
      throw error;
    }
    if (this.condition !== undefined) {
      const holds = await persistence().conditionHolds(model, this.condition, instance, exclude, using);
      if (!holds) return;
    }
    if (await otherRowMeets(model, this.condition, conditions, instance, using)) throw this.violation();
  }

  protected override ownOptions(): Readonly<Record<string, unknown>> {
    const { expressions, condition, deferrable, include } = this;
    const indexType = this.indexType === 'gist' ? undefined : this.indexType;
    return { expressions, indexType, condition, deferrable, include };
  }

  override deconstruct(): ReturnType<BaseConstraint['deconstruct']> & { module: string } {
    return { ...super.deconstruct(), module: MODULE };
  }
}

function tableOf(model: SchemaModel, editor: SchemaEditor): TableReference {
  return new TableReference(model._meta.dbTable, (name) => editor.quoteName(name));
}

/** Columns and operator classes stand as they are, expressions in parentheses. */
function asElement(sql: string, expression: string | Expression): string {
  return typeof expression === 'string' || 'comparedPart' in expression || /^"[^"]*"$/.test(sql)
    ? sql
    : `(${sql})`;
}
