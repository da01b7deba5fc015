import type { AppConfig } from '../../apps/app-config.ts';
import type { Apps } from '../../apps/registry.ts';
import { Signal } from '../../dispatch/signal.ts';
import type { PlanStep } from './plan.ts';

/** What is sent for each app before and after `migrate`, `flush` and the making of a test database. */
export interface MigrateEvent {
  appConfig: AppConfig;
  verbosity: number;
  interactive: boolean;
  /** Alias of the database. */
  using: string;
  /** What is applied, in order, and what is undone. */
  plan: readonly PlanStep[];
  /** The models as they are before or after. */
  apps: Apps;
}

/** Sent for each app with models before anything is applied. */
export const preMigrate: Signal<MigrateEvent> = new Signal();
/** Sent for each app with models when all is applied: content types and permissions are made by it. */
export const postMigrate: Signal<MigrateEvent> = new Signal();
