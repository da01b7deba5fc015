import type { Migration } from '../../db/migrations/migration.ts';
import { CopiedCode } from '../../db/migrations/writer/copied-code.ts';
import { ReferenceFinder } from '../../db/migrations/writer/references.ts';
import { writeMigration } from '../../db/migrations/writer/writer.ts';
import { header } from './header.ts';

/** The file of a migration that is made of others, and the names of the functions that were copied from them. */
export async function migrationText(
  migration: Migration,
  origins: readonly Migration[],
  folder: string,
  withHeader: boolean,
): Promise<{ text: string; copied: string[] }> {
  const copied = new CopiedCode(origins);
  const references = await ReferenceFinder.load();
  const top = withHeader ? header() : undefined;
  const text = writeMigration(migration, { folder, references, header: top, copied });
  return { text, copied: copied.names };
}
