import { flush } from './flush.ts';
import { loadFixtures } from './load-fixtures.ts';
import { SimpleTestCase } from './simple-test-case.ts';

/**
 * Tests of code that needs real transactions: `onCommit()` runs, and other connections see what is written. All tables are emptied after each
 * test, which takes longer than what `TestCase` does.
 */
export class TransactionTestCase extends SimpleTestCase {
  /** The databases that the tests use. */
  static databases: readonly string[] = ['default'];

  /** Fixtures that are loaded before each test, by their names. */
  static fixtures: readonly string[] = [];

  override async runTest(method: string): Promise<void> {
    const { databases, fixtures } = this.constructor as typeof TransactionTestCase;
    try {
      await loadFixtures(fixtures, databases);
      await super.runTest(method);
    } finally {
      for (const alias of databases) await flush(alias);
    }
  }
}
