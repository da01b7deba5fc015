/**
 * What a database can do. Code above the backends asks these flags and never which vendor it talks to;
 * the names are those of Django's `DatabaseFeatures`, in camelCase.
 */
export interface DatabaseFeatures {
  /** `INSERT ... RETURNING` gives the columns of the new row. */
  readonly canReturnColumnsFromInsert: boolean;
  /** The driver tells the key of an inserted row, at no cost. */
  readonly tellsLastInsertId: boolean;
  /** Keys of the rows of one insert follow each other, so the last one tells all of them. */
  readonly insertedIdsAreConsecutive: boolean;
  /** The same for an insert of many rows, in their order. */
  readonly canReturnRowsFromBulkInsert: boolean;
  /** Rows can be sent as one parameter for each column, `INSERT INTO ... SELECT * FROM UNNEST(...)`. */
  readonly canUnnestRows: boolean;
  readonly supportsIgnoreConflicts: boolean;
  readonly supportsUpdateConflicts: boolean;
  readonly supportsUpdateConflictsWithTarget: boolean;
  /** `DISTINCT ON (...)`. */
  readonly canDistinctOnFields: boolean;
  /** A transaction whose INSERT failed for a key that is taken keeps a lock on it, past ROLLBACK TO SAVEPOINT. */
  readonly keepsLocksOfFailedInserts: boolean;
  readonly hasSelectForUpdate: boolean;
  readonly hasSelectForUpdateNowait: boolean;
  readonly hasSelectForUpdateSkipLocked: boolean;
  readonly hasSelectForUpdateOf: boolean;
  readonly hasSelectForNoKeyUpdate: boolean;
  readonly supportsSelectIntersection: boolean;
  readonly supportsSelectDifference: boolean;
  /** Each part of a UNION may be put in parentheses, with an ORDER BY and a LIMIT of its own. */
  readonly supportsParenthesesInCompound: boolean;
  readonly supportsSlicingOrderingInCompound: boolean;
  readonly supportsOverClause: boolean;
  /** A frame by values knows no distance, only its ends. */
  readonly onlySupportsUnboundedRanges: boolean;
  readonly supportsAggregateFilterClause: boolean;
  readonly supportsAggregateOrderByClause: boolean;
  /** DISTINCT in an aggregate of several arguments. */
  readonly supportsAggregateDistinctMultipleArgument: boolean;
  /** `NULLS FIRST` and `NULLS LAST`. */
  readonly supportsOrderByNullsModifier: boolean;
  /** `UPDATE ... ORDER BY`: rows are changed one after the other, and so is a unique column checked. */
  readonly supportsOrderedUpdate: boolean;
  /** Columns of positive numbers reach twice as far. */
  readonly hasUnsignedIntegers: boolean;
  /** `a XOR b`, which is unknown when one of them is. */
  readonly supportsLogicalXor: boolean;
  /** A predicate such as `EXISTS (...)` or `a = b` may stand in the select list. */
  readonly supportsBooleanExprInSelectClause: boolean;
  readonly supportsBooleanExprInGroupBy: boolean;
  readonly supportsTransactions: boolean;
  readonly usesSavepoints: boolean;
  readonly atomicTransactions: boolean;
  /** Schema changes are undone by a rollback. */
  readonly canRollbackDdl: boolean;
  /** Foreign keys are checked at commit, so rows may be written in any order. */
  readonly canDeferConstraintChecks: boolean;
  readonly supportsForeignKeys: boolean;
  readonly supportsJsonField: boolean;
  readonly supportsJsonFieldContains: boolean;
  /** There is a type for truth values; elsewhere they are 0 and 1. */
  readonly hasNativeBooleanField: boolean;
  readonly hasNativeUuidField: boolean;
  readonly hasNativeDurationField: boolean;
  readonly supportsTimezones: boolean;
  /** Dates and times are kept as text, so that there is no sum of them; a database that says nothing has types for them. */
  readonly momentsAreTexts?: boolean;
  readonly supportsExpressionIndexes: boolean;
  readonly supportsPartialIndexes: boolean;
  /** A unique constraint may wait for the commit; a database that says nothing can't. */
  readonly supportsDeferrableUniqueConstraints?: boolean;
  /** A foreign key has the very type of the column that it points at, its sign included. */
  readonly relatedFieldsMatchType?: boolean;
  /** An index keeps more columns beside its own; a database that says nothing can't. */
  readonly supportsCoveringIndexes?: boolean;
  /** `NULLS NOT DISTINCT`; a database that says nothing doesn't know it. */
  readonly supportsNullsDistinctUniqueConstraints?: boolean;
  readonly supportsTableCheckConstraints: boolean;
  /** Nobody can write to a table while it gets an index. */
  readonly indexesLockWrites?: boolean;
  /** A column that gets another type is written anew, row by row, while the table is locked. */
  readonly typeChangesRewrite?: boolean;
  /** A new column whose default is worked out for each row has the table written anew. */
  readonly volatileDefaultsRewrite?: boolean;
  /** New constraints read all rows while the table is locked. */
  readonly constraintsAreValidatedUnderLock?: boolean;
  /** ROUND() takes a negative number of digits: 1234 to -2 is 1200; a database that says nothing can't. */
  readonly supportsNegativeRounding?: boolean;
  /** The word DEFAULT may stand for a value; a database that says nothing is given the default itself. */
  readonly supportsDefaultKeywordInInsert?: boolean;
  /** `varchar` without a length; a database that says nothing needs one. */
  readonly supportsUnlimitedCharField?: boolean;
  /** `numeric` without digits; a database that says nothing needs them. */
  readonly supportsNoPrecisionDecimalField?: boolean;
  readonly supportsComments: boolean;
  readonly supportsStoredGeneratedColumns: boolean;
  readonly supportsVirtualGeneratedColumns: boolean;
  readonly supportsExplainAnalyze: boolean;
  readonly supportedExplainFormats: readonly string[];
  /** Every select needs a FROM; Oracle's case, kept for backends by others. */
  readonly bareSelectSuffix: string;
  /** NULLs are the greatest values when ordered. */
  readonly nullsOrderLargest: boolean;
  /** Empty text is kept apart from NULL. */
  readonly interpretsEmptyStringsAsNulls: boolean;
  /** Greatest number of parameters of one statement, or undefined for no limit. */
  readonly maxQueryParams: number | undefined;
  /** The value of a CASE has to be cast before it goes into a column. */
  readonly requiresCastedCaseInUpdates: boolean;
  /** `UPDATE` and `DELETE` may read their own table in a subquery. */
  readonly updateCanSelfSelect: boolean;
  /** A subquery after IN may have a LIMIT. */
  readonly allowSlicedSubqueriesWithIn: boolean;
  /** Several connections can have transactions of their own at the same time. */
  readonly testDbAllowsMultipleConnections: boolean;
  /** Extensions, made known to a database by CREATE EXTENSION. */
  readonly supportsExtensions?: boolean;
  /** Collations of a database's own, made by CREATE COLLATION. */
  readonly supportsNamedCollations?: boolean;
  /** Indexes that are made while the table is written. */
  readonly supportsConcurrentIndexes?: boolean;
  /** Constraints that rows from before need not meet yet. */
  readonly supportsNotValidConstraints?: boolean;
}
