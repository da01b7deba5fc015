import type { CommitCallback } from '../db/backends/base/atomic-block.ts';
import { currentBlock } from '../db/backends/base/transaction-scope.ts';
import { atomic, setRollback } from '../db/transaction.ts';
import type { Awaitable } from '../utils/awaitable.ts';
import { loadFixtures } from './load-fixtures.ts';
import { SimpleTestCase } from './simple-test-case.ts';

/**
 * Tests with a database: each runs in a transaction that is undone at its end, so no test sees what another wrote.
 * What `setUpTestData()` makes is there for every test of the class.
 *
 *     export class ArticleTests extends TestCase {
 *       static override async setUpTestData() { await Article.objects.create({ title: 'first', content: 'Hello' }); }
 *       async testTheListShowsIt() { this.assertContains(await this.client.get('/articles/'), 'first'); }
 *     }
 */
export class TestCase extends SimpleTestCase {
  /** The databases that the tests use. */
  static databases: readonly string[] = ['default'];

  /** Fixtures that are loaded before `setUpTestData()`, by their names: `['articles']`. */
  static fixtures: readonly string[] = [];

  /** Make rows for all tests of the class, once. */
  static setUpTestData(): Awaitable<void> {}

  static override async runClass(eachTest: () => Promise<void>): Promise<void> {
    await super.runClass(() =>
      undone(this.databases, async () => {
        await loadFixtures(this.fixtures, this.databases);
        await this.setUpTestData();
        await eachTest();
      }),
    );
  }

  /**
   * What the body asks to be called on commit, which a test's transaction never reaches.
   * @param options.execute call it at the end of the body
   */
  async captureOnCommitCallbacks(
    body: () => Awaitable<unknown>,
    options: { using?: string; execute?: boolean } = {},
  ): Promise<CommitCallback[]> {
    const block = currentBlock(options.using ?? 'default');
    const before = block?.callbacks.length ?? 0;
    await body();
    const callbacks = block?.callbacks.slice(before) ?? [];
    if (options.execute) for (const callback of callbacks) await callback();
    return callbacks;
  }

  override runTest(method: string): Promise<void> {
    return undone((this.constructor as typeof TestCase).databases, () => super.runTest(method));
  }
}

/** Run something in a transaction of each database, and undo it whether it succeeds or not. */
function undone(databases: readonly string[], body: () => Promise<void>): Promise<void> {
  const [alias, ...others] = databases;
  if (alias === undefined) return body();
  return atomic(
    async () => {
      const block = currentBlock(alias);
      if (block !== undefined) block.isTestBlock = true;
      try {
        await undone(others, body);
      } finally {
        setRollback(true, { using: alias });
      }
    },
    { using: alias },
  );
}
