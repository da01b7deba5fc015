import { FrameworkError } from '../../../core/errors/framework-error.ts';

/** An operation of a migration failed; `cause` is what the database, or the migration's own code, threw. */
export class OperationFailed extends FrameworkError {
  constructor(
    migration: { toString(): string; file: string | undefined },
    operation: { describe(): string },
    index: number,
    cause: unknown,
  ) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const file = migration.file === undefined ? '' : ` (${migration.file})`;
    super(
      'migrations.operation-failed',
      `Migration ${migration}${file} failed in operation ${index + 1}, "${operation.describe()}": ${reason}`,
      undefined,
      { cause },
    );
  }
}
