import { FrameworkError } from '../../../core/errors/framework-error.ts';

/** Another process is migrating the database, and took longer than `--lock-timeout`. */
export class MigrationLockTimeout extends FrameworkError {
  constructor(alias: string, seconds: number) {
    super(
      'migrations.lock-timeout',
      `Another process is migrating the database '${alias}', and was not done after ${seconds} s.`,
      'Wait for it and run migrate again, or wait longer: --lock-timeout 3600.',
    );
  }
}
