import type { LintFinding } from '../../db/migrations/lint/lint-migration.ts';
import type { Migration } from '../../db/migrations/migration.ts';
import type { Output } from '../output.ts';
import { style } from '../style.ts';

/** What the lint found in a migration, with the safe way below each. */
export function printFindings(migration: Migration, findings: readonly LintFinding[], output: Output): void {
  for (const { id, operation, message, hint } of findings) {
    output.write(style.warning(`${migration}: (${id}) ${operation.describe()}. ${message}`));
    output.write(`\tHINT: ${hint}`);
  }
}
