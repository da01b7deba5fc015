import type { DatabaseWrapper } from '../../backends/base/database-wrapper.ts';
import type { SchemaModel } from '../../backends/base/schema-model.ts';
import type { Operation } from '../operations/operation.ts';
import type { ProjectState } from '../state/project-state.ts';

/** What may go wrong with an operation while a site runs on a big table, and how to do it safely. */
export interface LintWarning {
  /** `migrations.W103`, as SILENCED_SYSTEM_CHECKS names it. */
  readonly id: string;
  readonly message: string;
  /** The safe way. */
  readonly hint: string;
}

/** An operation with what is around it. */
export interface LintContext {
  readonly operation: Operation;
  readonly appLabel: string;
  readonly connection: DatabaseWrapper;
  readonly from: ProjectState;
  readonly to: ProjectState;
  /** Whether a table was made by the migration itself: it has no rows yet. */
  isNew(modelName: string): boolean;
}

export type LintRule = (context: LintContext) => readonly LintWarning[];

/** A model of one of the states, as a class. */
export function modelIn(state: ProjectState, appLabel: string, name: string): SchemaModel {
  return state.apps.getModel(appLabel, name) as unknown as SchemaModel;
}
