import { rawSql, type SqlFragment } from '../../backends/base/fragment.ts';
import type { Compiler } from '../../sql/compiler.ts';
import { Expression, isExpression, type ResolveOptions } from '../../sql/expression.ts';
import type { Query } from '../../sql/query.ts';
import type { Field } from '../fields/field.ts';
import { Value } from './value.ts';

/** What a field with a `dbDefault` holds until it is saved: the database makes the value. */
export class DatabaseDefault extends Expression {
  /** What the database will compute. */
  readonly expression: Expression;

  constructor(expression: Expression, outputField?: Field) {
    super(outputField);
    this.expression = expression;
  }

  /** Where a row is written it is the word DEFAULT; anywhere else what it stands for. */
  override resolveExpression(query: Query, options: ResolveOptions = {}): Expression {
    const expression = this.expression.resolveExpression(query, options);
    return options.forSave ? new DatabaseDefault(expression, this.given) : expression;
  }

  override toSql(compiler: Compiler): SqlFragment {
    return compiler.connection.features.supportsDefaultKeywordInInsert
      ? rawSql('DEFAULT')
      : compiler.compile(this.expression);
  }
}

/** The value of a new instance's field that the database has a default for. */
export function databaseDefault(field: Field): DatabaseDefault {
  const given = field.dbDefault;
  const isWritten = typeof given === 'object' && given !== null && isExpression(given);
  return new DatabaseDefault(isWritten ? given : (Value(given, { outputField: field }) as Expression), field);
}
