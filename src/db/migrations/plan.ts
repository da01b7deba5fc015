import type { Migration } from './migration.ts';

/** One step of a plan: a migration to apply, or to undo. */
export interface PlanStep {
  migration: Migration;
  backwards: boolean;
}
