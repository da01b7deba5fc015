import type { DatabaseFeatures } from '../base/features.ts';
import { isAtLeast, type ServerVersion } from './server-version.ts';

/** What the backend itself has to know of a server, beside what code above it asks. */
export interface MysqlFeatures extends DatabaseFeatures {
  readonly isMariaDb: boolean;
  /** `ON DUPLICATE KEY UPDATE a = new.a` in place of `VALUES(a)`. */
  readonly namesInsertedRow: boolean;
  /** A default of long text needs no parentheses. */
  readonly supportsDefaultsOfLongText: boolean;
}

/** What a server of this version can do. The oldest that are supported: MySQL 8.0.11, MariaDB 10.5. */
export function mysqlFeatures(version: ServerVersion): MysqlFeatures {
  const { isMariaDb } = version;
  const maria = (...numbers: readonly number[]): boolean => isMariaDb && isAtLeast(version, ...numbers);
  const mysql = (...numbers: readonly number[]): boolean => !isMariaDb && isAtLeast(version, ...numbers);
  return {
    isMariaDb,
    namesInsertedRow: mysql(8, 0, 19),
    supportsDefaultsOfLongText: maria(10, 2, 1),
    canReturnColumnsFromInsert: maria(10, 5),
    tellsLastInsertId: true,
    insertedIdsAreConsecutive: false,
    canReturnRowsFromBulkInsert: maria(10, 5),
    canUnnestRows: false,
    supportsIgnoreConflicts: true,
    supportsUpdateConflicts: true,
    supportsUpdateConflictsWithTarget: false,
    canDistinctOnFields: false,
    keepsLocksOfFailedInserts: true,
    hasSelectForUpdate: true,
    hasSelectForUpdateNowait: mysql(8, 0, 1) || maria(10, 3),
    hasSelectForUpdateSkipLocked: mysql(8, 0, 1) || maria(10, 6),
    hasSelectForUpdateOf: mysql(8, 0, 1),
    hasSelectForNoKeyUpdate: false,
    supportsSelectIntersection: maria(10, 3) || mysql(8, 0, 31),
    supportsSelectDifference: maria(10, 3) || mysql(8, 0, 31),
    supportsParenthesesInCompound: true,
    supportsSlicingOrderingInCompound: true,
    supportsOverClause: true,
    onlySupportsUnboundedRanges: false,
    supportsAggregateFilterClause: false,
    supportsAggregateOrderByClause: true,
    supportsAggregateDistinctMultipleArgument: true,
    supportsOrderByNullsModifier: false,
    supportsOrderedUpdate: true,
    hasUnsignedIntegers: true,
    supportsLogicalXor: true,
    supportsBooleanExprInSelectClause: true,
    supportsBooleanExprInGroupBy: true,
    supportsTransactions: true,
    usesSavepoints: true,
    atomicTransactions: false,
    canRollbackDdl: false,
    canDeferConstraintChecks: false,
    supportsForeignKeys: true,
    supportsJsonField: true,
    supportsJsonFieldContains: true,
    hasNativeBooleanField: false,
    hasNativeUuidField: maria(10, 7),
    hasNativeDurationField: false,
    supportsTimezones: false,
    supportsExpressionIndexes: false,
    supportsPartialIndexes: false,
    relatedFieldsMatchType: true,
    supportsTableCheckConstraints: maria(10, 2, 1) || mysql(8, 0, 16),
    typeChangesRewrite: true,
    volatileDefaultsRewrite: true,
    constraintsAreValidatedUnderLock: true,
    supportsNegativeRounding: true,
    supportsDefaultKeywordInInsert: true,
    supportsComments: true,
    supportsStoredGeneratedColumns: true,
    supportsVirtualGeneratedColumns: true,
    supportsExplainAnalyze: isMariaDb || mysql(8, 0, 18),
    supportedExplainFormats: isMariaDb
      ? ['JSON', 'TEXT', 'TRADITIONAL']
      : ['JSON', 'TEXT', 'TRADITIONAL', 'TREE'],
    bareSelectSuffix: '',
    nullsOrderLargest: false,
    interpretsEmptyStringsAsNulls: false,
    maxQueryParams: 65_535,
    requiresCastedCaseInUpdates: false,
    updateCanSelfSelect: isMariaDb,
    supportsDeferrableUniqueConstraints: false,
    allowSlicedSubqueriesWithIn: false,
    testDbAllowsMultipleConnections: true,
  };
}
