import { joinSql, type SqlFragment } from '../backends/base/fragment.ts';
import { DatabaseError, NotSupportedError } from '../errors.ts';
import { EmptyResultSet } from './empty-result.ts';
import type { Query } from './query.ts';
import type { CompileOptions, SelectCompiler } from './select-compiler.ts';
import { setValues } from './values.ts';

/** The parts of a union, an intersection or a difference, put together. */
export function compileCombined(compiler: SelectCompiler, options: CompileOptions): SqlFragment {
  const { query, connection } = compiler;
  const { features, ops } = connection;
  const combinator = query.combinator!;
  const supported =
    combinator === 'union' ||
    (combinator === 'intersection' ? features.supportsSelectIntersection : features.supportsSelectDifference);
  if (!supported) throw new NotSupportedError(`${combinator}() is not supported on this database backend.`);
  const parts: SqlFragment[] = [];
  for (const part of query.combinedQueries) {
    checkPart(part, features.supportsSlicingOrderingInCompound);
    try {
      parts.push(partSql(compiler, sameColumns(query, part), options));
    } catch (error) {
      if (!(error instanceof EmptyResultSet)) throw error;
      if (combinator === 'union' || (combinator === 'difference' && parts.length > 0)) continue;
      throw error;
    }
  }
  if (parts.length === 0) throw new EmptyResultSet();
  const word = ops.setOperators[combinator]!;
  return joinSql(parts, ` ${word}${query.combinatorAll && combinator === 'union' ? ' ALL' : ''} `);
}

function checkPart(part: Query, allowed: boolean): void {
  if (allowed) return;
  if (part.isSliced) {
    throw new DatabaseError(
      'LIMIT/OFFSET not allowed in subqueries of compound statements.',
      'Slice the result of the combination.',
    );
  }
  if (part.orderBy.length > 0) {
    throw new DatabaseError(
      'ORDER BY not allowed in subqueries of compound statements.',
      'Sort the result of the combination.',
    );
  }
}

/** Parts that don't say what to select take what the whole query selects. */
export function sameColumns(query: Query, part: Query): Query {
  const copy = part.clone();
  if (copy.orderBy.length === 0) copy.defaultOrdering = false;
  if (copy.valuesSelect.length === 0 && query.valuesSelect.length > 0) {
    setValues(copy, [...query.valuesSelect, ...query.annotationSelect.keys()]);
  }
  return copy;
}

function partSql(compiler: SelectCompiler, part: Query, options: CompileOptions): SqlFragment {
  const { features } = compiler.connection;
  const { sql } = compiler.part(part).select({ ...options, columnAliases: true });
  if (part.combinator !== undefined && !features.supportsParenthesesInCompound) {
    return { sql: `SELECT * FROM (${sql.sql})`, params: sql.params };
  }
  const isWhole =
    part.combinator !== undefined || part.isSliced || part.orderBy.length > 0 || part.lock !== undefined;
  const parenthesized = features.supportsParenthesesInCompound && isWhole;
  return parenthesized ? { sql: `(${sql.sql})`, params: sql.params } : sql;
}
