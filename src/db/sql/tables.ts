import { joinSql, rawSql, type SqlFragment } from '../backends/base/fragment.ts';
import type { Field } from '../models/fields/field.ts';
import type { Compiler } from './compiler.ts';
import { FullResultSet } from './empty-result.ts';
import type { Expression } from './expression.ts';
import type { JoinSource } from './path-info.ts';

export const INNER = 'INNER JOIN';
export const LOUTER = 'LEFT OUTER JOIN';
export type JoinType = typeof INNER | typeof LOUTER;

/** The table that a query starts from. */
export class BaseTable {
  readonly joinType = undefined;
  readonly parentAlias = undefined;
  readonly filteredRelation = undefined;
  readonly tableName: string;
  readonly alias: string;

  constructor(tableName: string, alias: string) {
    this.tableName = tableName;
    this.alias = alias;
  }

  toSql(compiler: Compiler): SqlFragment {
    return rawSql(named(compiler, this.tableName, this.alias));
  }

  relabeled(aliases: ReadonlyMap<string, string>): BaseTable {
    return new BaseTable(this.tableName, aliases.get(this.alias) ?? this.alias);
  }
}

/** A condition on a relation that was given a name by `annotate({ recent: FilteredRelation('articles', ...) })`. */
export interface FilteredRelationLike {
  readonly name: string;
  readonly relationName: string;
  readonly resolvedCondition: Expression | undefined;
  relabeled(aliases: ReadonlyMap<string, string>): FilteredRelationLike;
}

/** A table that is joined to one before it. */
export class Join {
  readonly tableName: string;
  readonly parentAlias: string;
  readonly alias: string;
  readonly joinType: JoinType;
  readonly source: JoinSource;
  readonly nullable: boolean;
  readonly filteredRelation: FilteredRelationLike | undefined;

  constructor(parts: {
    tableName: string;
    parentAlias: string;
    alias: string;
    joinType: JoinType;
    source: JoinSource;
    nullable: boolean;
    filteredRelation?: FilteredRelationLike | undefined;
  }) {
    this.tableName = parts.tableName;
    this.parentAlias = parts.parentAlias;
    this.alias = parts.alias;
    this.joinType = parts.joinType;
    this.source = parts.source;
    this.nullable = parts.nullable;
    this.filteredRelation = parts.filteredRelation;
  }

  /** Columns that are equated: on the table before, and on this one. */
  get columns(): readonly (readonly [Field, Field])[] {
    return this.source.columns;
  }

  /** Whether another join asks for the same rows, whatever its alias and type. */
  equals(other: Join, withFiltered = true): boolean {
    return (
      this.tableName === other.tableName &&
      this.parentAlias === other.parentAlias &&
      this.source.key === other.source.key &&
      (!withFiltered || this.filteredRelation === other.filteredRelation)
    );
  }

  with(changes: { joinType?: JoinType; alias?: string; filteredRelation?: FilteredRelationLike }): Join {
    return new Join({ ...this, ...changes });
  }

  relabeled(aliases: ReadonlyMap<string, string>): Join {
    return new Join({
      ...this,
      parentAlias: aliases.get(this.parentAlias) ?? this.parentAlias,
      alias: aliases.get(this.alias) ?? this.alias,
      filteredRelation: this.filteredRelation?.relabeled(aliases),
    });
  }

  toSql(compiler: Compiler): SqlFragment {
    const { ops } = compiler.connection;
    const conditions: SqlFragment[] = this.columns.map(([left, right]) =>
      rawSql(
        `${ops.quoteName(this.parentAlias)}.${ops.quoteName(left.column)} = ${ops.quoteName(this.alias)}.${ops.quoteName(right.column)}`,
      ),
    );
    const extra = this.source.restriction?.(this.alias, this.parentAlias);
    if (extra !== undefined) conditions.push(parenthesized(compiler, extra));
    const filtered = this.filteredRelation?.resolvedCondition;
    if (filtered !== undefined) {
      try {
        conditions.push(parenthesized(compiler, filtered));
      } catch (error) {
        if (!(error instanceof FullResultSet)) throw error;
      }
    }
    const on = joinSql(conditions, ' AND ');
    return {
      sql: `${this.joinType} ${named(compiler, this.tableName, this.alias)} ON (${on.sql})`,
      params: on.params,
    };
  }
}

export type QueryTable = BaseTable | Join;

function parenthesized(compiler: Compiler, condition: Expression): SqlFragment {
  const { sql, params } = compiler.compile(condition);
  return { sql: `(${sql})`, params };
}

function named(compiler: Compiler, tableName: string, alias: string): string {
  const { ops } = compiler.connection;
  const table = ops.quoteName(tableName);
  return alias === tableName ? table : `${table} ${ops.quoteName(alias)}`;
}
