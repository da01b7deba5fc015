import { PARAM, type SqlFragment } from '../../db/backends/base/fragment.ts';
import { AutoField } from '../../db/models/fields/auto-field.ts';
import type { Field } from '../../db/models/fields/field.ts';
import type { ModelClass } from '../../db/models/model.ts';
import type { Compiler } from '../../db/sql/compiler.ts';
import { Expression } from '../../db/sql/expression.ts';
import { ContentType } from './content-type.ts';
import { typeOptions } from './content-type-manager.ts';

/** The id of a model's content type, read by the statement itself: a query can be put together before the id is known. */
export class ContentTypeId extends Expression {
  readonly #appLabel: string;
  readonly #model: string;

  constructor(model: ModelClass, forConcreteModel: boolean) {
    super(new AutoField({ primaryKey: true }));
    const { appLabel, modelName } = typeOptions(model, forConcreteModel);
    this.#appLabel = appLabel;
    this.#model = modelName;
  }

  override shapeKey(): string {
    return `ContentTypeId(${this.#appLabel}.${this.#model})`;
  }

  override toSql({ connection }: Compiler): SqlFragment {
    const { _meta: meta } = ContentType;
    const name = (field: string): string => connection.ops.quoteName((meta.getField(field) as Field).column);
    const table = connection.ops.quoteName(meta.dbTable);
    return {
      sql: `(SELECT ${name('id')} FROM ${table} WHERE ${name('appLabel')} = ${PARAM} AND ${name('model')} = ${PARAM})`,
      params: [this.#appLabel, this.#model],
    };
  }
}
