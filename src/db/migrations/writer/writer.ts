import type { Migration, MigrationKey } from '../migration.ts';
import type { CopiedCode } from './copied-code.ts';
import { call, type Doc, list, object, property, quote, render } from './doc.ts';
import { Imports } from './imports.ts';
import type { ReferenceFinder } from './references.ts';
import { Serializer } from './serializer.ts';

export interface WriteOptions {
  /** Folder that the file will be in, absolute: imports of the project's own files start there. */
  folder: string;
  references: ReferenceFinder;
  /** Line that says who wrote the file and when; none to leave it out. */
  header?: string | undefined;
  /** Takes the code of older migrations that this one holds, and is written above it. */
  copied?: CopiedCode;
}

/** The text of a migration's file. The same migration gives the same text, but for the header. */
export function writeMigration(
  migration: Migration,
  { folder, references, header, copied }: WriteOptions,
): string {
  const imports = new Imports(folder);
  imports.add('jango/db/migrations', 'defineMigration');
  const serializer = new Serializer(imports, references, copied);
  const items: Doc[] = [];
  if (migration.initial) items.push(property('initial', 'true'));
  if (migration.replaces.length > 0)
    items.push(property('replaces', keys(migration.replaces, imports, true)));
  items.push(property('dependencies', keys(migration.dependencies, imports)));
  if (migration.runBefore.length > 0) items.push(property('runBefore', keys(migration.runBefore, imports)));
  if (!migration.atomic) items.push(property('atomic', 'false'));
  if (migration.silenced.length > 0)
    items.push(property('silenced', serializer.serialize(migration.silenced)));
  const operations = migration.operations.map((operation) => serializer.operation(operation));
  items.push(property('operations', list(operations, { broken: true })));
  const body = render(call('export default defineMigration', [object(items, { broken: true })]));
  const top = header === undefined ? [] : [`// ${header}`];
  const code = copied?.declarations() ?? [];
  if (code.some((one) => one.includes('MigrationCode')))
    imports.add('jango/db/migrations', 'type MigrationCode');
  return `${[...top, ...imports.lines(), '', ...code, `${body};`].join('\n')}\n`;
}

function keys(all: readonly MigrationKey[], imports: Imports, inOrder = false): Doc {
  const written = all.map((key) => dependency(key, imports));
  return list(inOrder ? written : [...new Set(written)].sort());
}

function dependency([appLabel, name]: MigrationKey, imports: Imports): string {
  if (appLabel !== '__setting__') return `[${quote(appLabel)}, ${quote(name)}]`;
  imports.add('jango/db/migrations', 'swappableDependency');
  return `swappableDependency(${imports.add('jango/conf', 'settings')}.${name})`;
}
