import { FrameworkError } from '../../../core/errors/framework-error.ts';

/** Where a migration stopped. */
export interface FailedAt {
  migration: { readonly key: readonly [string, string]; toString(): string; file: string | undefined };
  operation: { describe(): string };
  /** Position of the operation, from 0. */
  index: number;
  backwards: boolean;
  /** What of the migration stays in the database; undefined when the transaction was undone. */
  left: Left | undefined;
}

export interface Left {
  /** Statements of the failed operation that were carried out. */
  statements: readonly string[];
  /** Statements of the operations before it that could not be. */
  missing: readonly string[];
}

/** An operation of a migration failed; `cause` is what the database, or the migration's own code, threw. */
export class OperationFailed extends FrameworkError {
  constructor(at: FailedAt, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const { migration, operation, index } = at;
    const file = migration.file === undefined ? '' : ` (${migration.file})`;
    super(
      'migrations.operation-failed',
      `Migration ${migration}${file} failed in operation ${index + 1}, "${operation.describe()}": ${reason}`,
      at.left === undefined
        ? 'Nothing of this migration is left in the database; those applied before it stay.'
        : whatIsLeft(at, at.left),
      { cause },
    );
  }
}

function whatIsLeft({ migration, index, backwards }: FailedAt, left: Left): string {
  const position = index + 1;
  const lines = [
    'It ran without a transaction, so what was done stays:',
    backwards ? '  operations after it are undone' : earlier(index),
  ];
  if (left.statements.length > 0) lines.push(`  of operation ${position}:`, ...indented(left.statements));
  else lines.push(`  of operation ${position} nothing`);
  if (left.missing.length > 0) lines.push('  but these are still to be sent:', ...indented(left.missing));
  const undo = left.statements.length > 0 ? `, undo what is there of operation ${position},` : '';
  if (backwards) lines.push(`Mend the cause${undo} and the rest by hand, then record it with --fake.`);
  else {
    const command = `migrate ${migration.key.join(' ')} --from-operation ${position}`;
    lines.push(`Mend the cause${undo} and go on with: node manage.js ${command}`);
  }
  return `\n${lines.join('\n')}`;
}

function earlier(index: number): string {
  if (index === 0) return '  no operation before it';
  return index === 1 ? '  operation 1, wholly' : `  operations 1 to ${index}, wholly`;
}

function indented(statements: readonly string[]): string[] {
  return statements.map((statement) => `    ${statement}`);
}
