import { FrameworkError } from '../../../core/errors/framework-error.ts';

/** A migration cannot be unapplied, because one of its operations doesn't say how. */
export class IrreversibleError extends FrameworkError {
  constructor(operation: { describe(): string }, where = 'the migration') {
    super(
      'migrations.irreversible',
      `Operation "${operation.describe()}" in ${where} is not reversible.`,
      'Give it its way back (`reverseSql`, `reverseCode`; `noop` when there is nothing to undo).',
    );
  }
}
