import { rawSql, type SqlFragment } from '../backends/base/fragment.ts';
import type { Field } from '../models/fields/field.ts';
import type { ForeignKey } from '../models/fields/foreign-key.ts';
import type { Compiler } from './compiler.ts';
import { columnsOf } from './composite.ts';
import { Expression } from './expression.ts';

/** A column of one of the query's tables; of a composite primary key, all of its columns. */
export class Col extends Expression {
  readonly alias: string;
  readonly target: Field;

  constructor(alias: string, target: Field, outputField: Field = target) {
    super(resultType(outputField));
    this.alias = alias;
    this.target = target;
  }

  override toSql(compiler: Compiler): SqlFragment {
    const { ops } = compiler.connection;
    const table = compiler.query.qualifiesColumns ? `${ops.quoteName(this.alias)}.` : '';
    if (this.target.column !== '') return rawSql(`${table}${ops.quoteName(this.target.column)}`);
    const columns = columnsOf(this.target).map(({ column }) => `${table}${ops.quoteName(column)}`);
    return rawSql(columns.join(', '));
  }

  override resolveExpression(): Expression {
    return this;
  }

  override relabeled(aliases: ReadonlyMap<string, string>): Expression {
    const alias = aliases.get(this.alias);
    return alias === undefined ? this : new Col(alias, this.target, this.outputField);
  }

  override get containsColumnReferences(): boolean {
    return true;
  }

  override shapeKey(): string {
    return `Col(${this.alias},${this.target.model._meta.label}.${this.target.name})`;
  }
}

/** A generated column is of the type that it computes. */
function resultType(field: Field): Field {
  return field.generated && 'outputField' in field ? (field.outputField as Field) : field;
}

/** The column of a field: for a relation, with the type of what it points at. */
export function columnOf(field: Field, alias: string, output: Field = field): Col {
  return new Col(alias, field, plainType(output));
}

/** The type of a relation's column is that of the field at the other end, however many relations away. */
export function plainType(field: Field): Field {
  let type = field;
  while (type.isRelation && !type.manyToMany && 'targetField' in type)
    type = (type as ForeignKey).targetField;
  return type;
}

/** An annotation or another selected expression, by the name that it has in the select list. */
export class Ref extends Expression {
  readonly name: string;
  readonly source: Expression;

  constructor(name: string, source: Expression) {
    super();
    this.name = name;
    this.source = source;
  }

  override get sources(): readonly Expression[] {
    return [this.source];
  }

  override withSources(sources: readonly (Expression | undefined)[]): Expression {
    return new Ref(this.name, sources[0]!);
  }

  override resolveExpression(): Expression {
    return this;
  }

  override relabeled(): Expression {
    return this;
  }

  override toSql(compiler: Compiler): SqlFragment {
    return rawSql(compiler.connection.ops.quoteName(this.name));
  }

  override getGroupByCols(): Expression[] {
    return [this];
  }
}
