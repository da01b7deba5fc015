import { FrameworkError } from '../../../core/errors/framework-error.ts';

/** The database says that a migration is applied, and that one it depends on is not. */
export class InconsistentMigrationHistory extends FrameworkError {
  constructor(applied: string, missing: string, alias: string) {
    super(
      'migrations.inconsistent-history',
      `Migration ${applied} is applied before its dependency ${missing} on database '${alias}'.`,
      `Apply the dependency first, or, when its tables are there already: migrate ${missing.replace('.', ' ')} --fake.`,
    );
  }
}
