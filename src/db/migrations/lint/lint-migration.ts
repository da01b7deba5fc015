import { settings } from '../../../conf/configure.ts';
import type { DatabaseWrapper } from '../../backends/base/database-wrapper.ts';
import type { Migration } from '../migration.ts';
import { CreateModel } from '../operations/create-model.ts';
import type { Operation } from '../operations/operation.ts';
import { RunCode } from '../operations/run-code.ts';
import { RunSQL } from '../operations/run-sql.ts';
import { SeparateDatabaseAndState } from '../operations/separate-database-and-state.ts';
import type { ProjectState } from '../state/project-state.ts';
import { addedColumn, alteredColumn } from './column-rules.ts';
import { constrained, removed, renamed } from './table-rules.ts';
import type { LintRule, LintWarning } from './warning.ts';

const RULES: readonly LintRule[] = [addedColumn, alteredColumn, constrained, removed, renamed];

/** A warning with the operation that it is about. */
export interface LintFinding extends LintWarning {
  readonly operation: Operation;
}

/**
 * What of a migration may lock a big table or lose data, but for what the migration or SILENCED_SYSTEM_CHECKS silences.
 * @param state the models before; they are those after it when this returns
 */
export function lintMigration(
  migration: Migration,
  state: ProjectState,
  connection: DatabaseWrapper,
): LintFinding[] {
  const made = new Set<string>();
  const found = mixedWithCode(migration);
  for (const operation of migration.operations) {
    const from = state.clone();
    operation.stateForwards(migration.appLabel, state);
    if (operation instanceof CreateModel) made.add(operation.nameLower);
    const isNew = (modelName: string): boolean => made.has(modelName.toLowerCase());
    for (const part of databaseParts(operation)) {
      const context = { operation: part, appLabel: migration.appLabel, connection, from, to: state, isNew };
      for (const rule of RULES) found.push(...rule(context).map((warning) => ({ ...warning, operation })));
    }
  }
  const silenced = [...settings.SILENCED_SYSTEM_CHECKS, ...migration.silenced];
  return found.filter(({ id }) => !silenced.includes(id));
}

/** What an operation does to the database; parts that the state is not told of cannot be judged. */
function databaseParts(operation: Operation): readonly Operation[] {
  return operation instanceof SeparateDatabaseAndState ? [] : [operation];
}

/** Code that takes its time keeps the locks of the changes before it. */
function mixedWithCode(migration: Migration): LintFinding[] {
  const isData = (one: Operation): boolean => one instanceof RunCode;
  const first = migration.operations.find(isData);
  const others = migration.operations.some(
    (one) => !isData(one) && !(one instanceof RunSQL) && !(one instanceof SeparateDatabaseAndState),
  );
  if (first === undefined || !others || !migration.atomic) return [];
  return [
    {
      id: 'migrations.W111',
      operation: first,
      message: 'It runs in one transaction with changes of tables, which stay locked until it is done.',
      hint: 'Move it into a migration of its own.',
    },
  ];
}
