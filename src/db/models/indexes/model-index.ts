import type { Statement } from '../../backends/base/ddl-references.ts';
import { bareTableName, namesDigest } from '../../backends/base/naming.ts';
import type { SchemaEditor } from '../../backends/base/schema-editor.ts';
import type { IndexSqlOptions, SchemaModel } from '../../backends/base/schema-model.ts';
import { ModelDefinitionError } from '../errors.ts';
import type { NamedMetaObject } from '../meta.ts';
import type { ModelClass } from '../model.ts';
import { persistence } from '../persistence.ts';
import type { ExpressionLike } from '../types/expression.ts';
import { checkCondition } from './check-condition.ts';
import { givenOptions, withExpressions } from './given-options.ts';

export interface IndexOptions {
  /** Names of fields; `'-createdAt'` for descending order. */
  fields?: readonly string[];
  /** Made of table, columns and a hash when it isn't given; needed with expressions, conditions and the like. */
  name?: string;
  /** What is indexed in place of fields: `[Lower('title')]`. */
  expressions?: readonly unknown[];
  /** A Q: only these rows are indexed. */
  condition?: unknown;
  /** Columns kept in the index beside its own. */
  include?: readonly string[];
  /** Operator classes, one for each field. */
  opclasses?: readonly string[];
  dbTablespace?: string | null;
}

const LONGEST_NAME = 30;

/** An index of a model: `static meta = { indexes: [new models.Index({ fields: ['title', '-createdAt'] })] }`. */
export class Index implements NamedMetaObject {
  /** Ending of an automatic name. */
  static readonly suffix: string = 'idx';

  name: string;
  readonly fields: readonly string[];
  readonly expressions: readonly unknown[];
  readonly condition: unknown;
  readonly include: readonly string[];
  readonly opclasses: readonly string[];
  readonly dbTablespace: string | null;

  /** Options, or expressions with options in last place: `new models.Index(Lower('title').desc(), 'day', { name: 'by_title' })`. */
  constructor(options?: IndexOptions);
  constructor(...args: readonly [first: ExpressionLike | string, ...more: unknown[], options: IndexOptions]);
  constructor(...args: readonly unknown[]) {
    const options = withExpressions<IndexOptions>(args);
    this.name = options.name ?? '';
    this.fields = options.fields ?? [];
    this.expressions = options.expressions ?? [];
    this.condition = options.condition;
    this.include = options.include ?? [];
    this.opclasses = options.opclasses ?? [];
    this.dbTablespace = options.dbTablespace ?? null;
    this.#check();
  }

  #check(): void {
    const fail = (what: string, hint: string) => {
      throw new ModelDefinitionError(what, hint);
    };
    const { fields, expressions, opclasses } = this;
    if (fields.length === 0 && expressions.length === 0) {
      fail(
        'At least one field or expression is required to define an index.',
        'Give it fields or expressions.',
      );
    }
    if (fields.length > 0 && expressions.length > 0) {
      fail(
        'Index.fields and expressions are mutually exclusive.',
        'Write fields as F() among the expressions.',
      );
    }
    if (this.condition !== undefined && this.condition !== null) checkCondition('Index', this.condition);
    if (
      this.name === '' &&
      (expressions.length > 0 ||
        this.condition !== undefined ||
        opclasses.length > 0 ||
        this.include.length > 0)
    ) {
      fail(
        'An index with expressions, a condition, opclasses or include must be named.',
        "Give it a name: name: 'article_title_lower_idx'.",
      );
    }
    if (opclasses.length > 0 && opclasses.length !== fields.length) {
      fail(
        'Index.fields and Index.opclasses must have the same number of elements.',
        'Give one for each field.',
      );
    }
  }

  /** Fields with the direction of each. */
  get fieldsOrders(): readonly (readonly [name: string, order: '' | 'DESC'])[] {
    return this.fields.map((name) => (name.startsWith('-') ? [name.slice(1), 'DESC'] : [name, '']));
  }

  /** Give the index Django's automatic name: `articles_ar_title_3f2a1b_idx`. */
  setNameWithModel(model: ModelClass): void {
    const table = bareTableName(model._meta.dbTable);
    const columns = this.fieldsOrders.map(([name, order]) => {
      const { column } = model._meta.getField(name) as { column: string };
      return order === '' ? column : `-${column}`;
    });
    const { suffix } = this.constructor as typeof Index;
    const hash = namesDigest([table, ...columns, suffix], 6);
    const first = columns[0]!.replace(/^-/, '');
    const name = `${table.slice(0, 11)}_${first.slice(0, 7)}_${hash}_${suffix}`;
    this.name = /^[_0-9]/.test(name) ? `D${name.slice(1)}` : name;
    if (this.name.length > this.maxNameLength) {
      throw new ModelDefinitionError(`The index name '${this.name}' is too long.`, 'Give the index a name.');
    }
  }

  /** Longer for kinds of indexes with a longer ending. */
  get maxNameLength(): number {
    return LONGEST_NAME + (this.constructor as typeof Index).suffix.length - Index.suffix.length;
  }

  createSql(
    model: SchemaModel,
    editor: SchemaEditor,
    { concurrently }: IndexSqlOptions = {},
  ): Statement | undefined {
    if (!editor.canMakeIndex(this)) return undefined;
    const columnOf = (name: string) => (model._meta.getField(name) as { column: string }).column;
    const sql = (parts: readonly unknown[]) => persistence().schemaSql(model, parts, editor.connection);
    return editor.indexSql(model, {
      name: this.name,
      columns: this.fieldsOrders.map(([name]) => columnOf(name)),
      suffixes: this.fieldsOrders.map(([, order], i) => [this.opclasses[i], order].filter(Boolean).join(' ')),
      ...(this.expressions.length > 0 ? { expressions: sql(this.expressions) } : {}),
      ...(this.condition === undefined || !editor.connection.features.supportsPartialIndexes
        ? {}
        : { condition: sql([this.condition]).sql }),
      ...(this.include.length > 0 ? { include: this.include.map(columnOf) } : {}),
      using: this.method(),
      with: this.storage(),
      concurrently,
    });
  }

  /** The kind of index, where the database has several: an index of PostgreSQL overrides it. */
  protected method(): string | undefined {
    return undefined;
  }

  /** How it is stored, for kinds of indexes that have a choice: `['fillfactor = 70']`. */
  protected storage(): readonly string[] {
    return [];
  }

  removeSql(
    model: SchemaModel,
    editor: SchemaEditor,
    { concurrently }: IndexSqlOptions = {},
  ): Statement | undefined {
    if (!editor.canMakeIndex(this)) return undefined;
    return editor.deleteIndexSql(this.name, model._meta.dbTable, concurrently);
  }

  clone(): Index {
    return new (this.constructor as new (options: IndexOptions) => Index)(this.deconstruct().options);
  }

  deconstruct(): { path: string; args: readonly unknown[]; options: Record<string, unknown> } {
    const { name, fields, expressions, condition, include, opclasses, dbTablespace } = this;
    const options = givenOptions({ fields, expressions, name, condition, include, opclasses, dbTablespace });
    return { path: this.constructor.name, args: [], options };
  }

  toString(): string {
    return `<${this.constructor.name}: ${this.name || this.fields.join(', ')}>`;
  }
}
