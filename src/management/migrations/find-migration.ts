import type { MigrationLoader } from '../../db/migrations/loader.ts';
import type { Migration } from '../../db/migrations/migration.ts';
import { CommandError } from '../command-error.ts';

/** A migration by the beginning of its name. @throws CommandError when there is none, or more than one */
export function findMigration(loader: MigrationLoader, app: string, prefix: string): Migration {
  try {
    return loader.getMigrationByPrefix(app, prefix);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new CommandError(message, undefined, { cause: error });
  }
}
