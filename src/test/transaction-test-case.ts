import { flush } from './flush.ts';
import { SimpleTestCase } from './simple-test-case.ts';

/**
 * Tests of code that needs real transactions: `onCommit()` runs, and other connections see what is written. All tables are emptied after each
 * test, which takes longer than what `TestCase` does.
 */
export class TransactionTestCase extends SimpleTestCase {
  /** The databases that the tests use. */
  static databases: readonly string[] = ['default'];

  override async runTest(method: string): Promise<void> {
    try {
      await super.runTest(method);
    } finally {
      const { databases } = this.constructor as typeof TransactionTestCase;
      for (const alias of databases) await flush(alias);
    }
  }
}
