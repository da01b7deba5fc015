import {
  CircularDependencyError,
  defineMigration,
  fields,
  Migration,
  MigrationGraph,
  type MigrationKey,
  NodeNotFoundError,
  operations,
} from 'jango/db/migrations';
import { describe, expect, test } from 'vitest';

const names = (migrations: readonly Migration[]) => migrations.map(String);

/** `{ 'a.0002': ['a.0001'] }` as a graph. */
function graphOf(edges: Readonly<Record<string, readonly string[]>>): MigrationGraph {
  const key = (name: string) => name.split('.') as unknown as MigrationKey;
  const graph = new MigrationGraph();
  const migrations = Object.entries(edges).map(
    ([name, parents]) =>
      new Migration(...key(name), defineMigration({ dependencies: parents.map(key), operations: [] })),
  );
  for (const migration of migrations) graph.addNode(migration);
  for (const migration of migrations) {
    for (const parent of migration.dependencies) graph.addDependency(migration.key, parent, migration);
  }
  return graph;
}

describe('the graph of migrations', () => {
  const graph = graphOf({
    'articles.0001': ['auth.0001'],
    'articles.0002': ['articles.0001'],
    'articles.0003': ['articles.0002', 'auth.0002'],
    'auth.0001': [],
    'auth.0002': ['auth.0001'],
  });

  test('a migration comes after all that it depends on, in any app', () => {
    expect(names(graph.forwardsPlan(['articles', '0003']))).toEqual([
      'auth.0001',
      'auth.0002',
      'articles.0001',
      'articles.0002',
      'articles.0003',
    ]);
  });

  test('whatever depends on a migration is undone before it', () => {
    expect(names(graph.backwardsPlan(['auth', '0002']))).toEqual(['articles.0003', 'auth.0002']);
    expect(names(graph.backwardsPlan(['articles', '0001'])).at(-1)).toBe('articles.0001');
  });

  test('an app begins at its roots and ends at its leaves', () => {
    expect(names(graph.rootNodes('articles'))).toEqual(['articles.0001']);
    expect(names(graph.leafNodes())).toEqual(['articles.0003', 'auth.0002']);
  });

  test('a dependency that is not there is named with who wants it', () => {
    const broken = graphOf({ 'articles.0001': ['auth.0009'] });
    expect(() => broken.validate()).toThrow(NodeNotFoundError);
    expect(() => broken.validate()).toThrow(
      'Migration articles.0001 depends on auth.0009, which does not exist. Was its file deleted or renamed, or is its app missing from INSTALLED_APPS?',
    );
  });

  test('a circle is named from end to end', () => {
    const circle = graphOf({ 'a.0001': ['b.0001'], 'b.0001': ['c.0001'], 'c.0001': ['a.0001'] });
    expect(() => circle.ensureNotCyclic()).toThrow(CircularDependencyError);
    expect(() => circle.ensureNotCyclic()).toThrow('a.0001 -> b.0001 -> c.0001 -> a.0001');
  });

  test('a squashed migration takes the place of those that it replaces', () => {
    const squashed = graphOf({
      'a.0001': [],
      'a.0002': ['a.0001'],
      'a.0003': ['a.0002'],
      'a.0001_squashed_0002': [],
      'b.0001': ['a.0002'],
    });
    squashed.removeReplacedNodes(
      ['a', '0001_squashed_0002'],
      [
        ['a', '0001'],
        ['a', '0002'],
      ],
    );
    expect(names(squashed.forwardsPlan(['a', '0003']))).toEqual(['a.0001_squashed_0002', 'a.0003']);
    expect(names(squashed.forwardsPlan(['b', '0001']))).toEqual(['a.0001_squashed_0002', 'b.0001']);
  });

  test('a squashed migration steps aside when some of those that it replaces are applied', () => {
    const half = graphOf({
      'a.0001': [],
      'a.0002': ['a.0001'],
      'a.0001_squashed_0002': [],
      'b.0001': ['a.0001_squashed_0002'],
    });
    half.removeReplacementNode(
      ['a', '0001_squashed_0002'],
      [
        ['a', '0001'],
        ['a', '0002'],
      ],
    );
    expect(names(half.forwardsPlan(['b', '0001']))).toEqual(['a.0001', 'a.0002', 'b.0001']);
  });
});

describe('names of migrations', () => {
  const article = (...fieldNames: string[]) =>
    fieldNames.map((name) =>
      operations.AddField({ modelName: 'article', name, field: fields.TextField({ default: '' }) }),
    );
  const nameOf = (definition: Partial<Parameters<typeof defineMigration>[0]>) =>
    new Migration('articles', '0002', { operations: [], ...definition }).suggestName();

  test('the first one is called initial', () => {
    expect(nameOf({ initial: true })).toBe('initial');
  });

  test('operations give their names, in snake case', () => {
    expect(nameOf({ operations: article('createdAt', 'updatedAt') })).toBe(
      'article_created_at_article_updated_at',
    );
  });

  test('what does not fit is "and more"', () => {
    expect(nameOf({ operations: article('createdAt', 'updatedAt', 'publishedAt') })).toBe(
      'article_created_at_article_updated_at_and_more',
    );
  });

  test('operations without a name give the time', () => {
    expect(nameOf({ operations: [operations.RunSQL({ sql: '' })] })).toMatch(/^auto_\d{8}_\d{4}$/);
  });
});
