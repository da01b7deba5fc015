import { FieldError } from '../../core/errors/field-error.ts';
import type { DatabaseWrapper } from '../backends/base/database-wrapper.ts';
import { rawSql, type SqlFragment } from '../backends/base/fragment.ts';
import { EmptyResultSet, FullResultSet } from './empty-result.ts';
import type { Expression } from './expression.ts';
import type { Query } from './query.ts';

export interface SubqueryOptions {
  /** Only whether there are rows is asked. */
  readonly exists?: boolean;
  readonly elideEmpty?: boolean;
}

/** What expressions are given when they are written out: the database, the query they stand in, and each other. */
export abstract class Compiler {
  readonly connection: DatabaseWrapper;
  readonly query: Query;

  constructor(query: Query, connection: DatabaseWrapper) {
    this.query = query;
    this.connection = connection;
  }

  /** @throws EmptyResultSet, FullResultSet for a condition that is decided already */
  compile(expression: Expression): SqlFragment {
    const sql = expression.toSql(this);
    return expression.computes && isDecimal(expression) ? this.connection.ops.formatDecimal(sql) : sql;
  }

  /** A condition that is decided is written as the database's true or false. */
  compileCondition(condition: Expression): SqlFragment {
    try {
      return this.compile(condition);
    } catch (error) {
      if (error instanceof EmptyResultSet) return rawSql(this.connection.ops.booleanSql(false));
      if (error instanceof FullResultSet) return rawSql(this.connection.ops.booleanSql(true));
      throw error;
    }
  }

  /** What an expression is worth where no row can be found. */
  emptySql(value: unknown): SqlFragment {
    if (value === null) return rawSql('NULL');
    return rawSql(typeof value === 'boolean' ? this.connection.ops.booleanSql(value) : String(Number(value)));
  }

  quote(name: string): string {
    return this.connection.ops.quoteName(name);
  }

  /** `(SELECT ...)` */
  abstract compileSubquery(query: Query, options?: SubqueryOptions): SqlFragment;
}

/** Whether the value is a decimal number; a type that cannot be found out is none. */
function isDecimal(expression: Expression): boolean {
  try {
    return expression.outputFieldOrNone?.getInternalType() === 'DecimalField';
  } catch (error) {
    if (error instanceof FieldError) return false;
    throw error;
  }
}

/** Text that is equal for fragments that are: SQL and parameters. */
export function fragmentKey({ sql, params }: SqlFragment): string {
  return params.length === 0 ? sql : `${sql}\u0000${params.map(paramKey).join('\u0000')}`;
}

const identities = new WeakMap<object, number>();
let nextIdentity = 0;

function paramKey(param: unknown): string {
  if (typeof param === 'function') return `function:${identityOf(param)}`;
  if (typeof param !== 'object' || param === null) return `${typeof param}:${String(param)}`;
  if ('index' in param && 'prepare' in param) return `slot:${String(param.index)}`;
  if ('parameterKey' in param) return `value:${String(param.parameterKey)}`;
  return `object:${identityOf(param)}`;
}

function identityOf(thing: object): number {
  let identity = identities.get(thing);
  if (identity === undefined) {
    identity = nextIdentity++;
    identities.set(thing, identity);
  }
  return identity;
}
