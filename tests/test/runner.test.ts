import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { SimpleTestCase } from 'jango/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Output } from '../../src/management/output.ts';
import { collect, type Suite } from '../../src/test/runner/collect.ts';
import { discover } from '../../src/test/runner/discover.ts';
import { runSuites } from '../../src/test/runner/run-suites.ts';
import { TestReport } from '../../src/test/runner/test-report.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'jango-runner-'));
const found = (...labels: string[]): string[] =>
  discover(folder, labels).map(
    ({ file, only }) => path.relative(folder, file) + (only === undefined ? '' : ` ${only}`),
  );

beforeAll(() => {
  for (const file of [
    'articles/tests.ts',
    'articles/views.ts',
    'articles/test_models.ts',
    'shop/tests/cart.test.ts',
    'shop/tests/helpers.ts',
    'node_modules/x/tests.ts',
  ]) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), '');
  }
  const testCase = path.resolve(import.meta.dirname, '../../src/test/simple-test-case.ts');
  writeFileSync(
    path.join(folder, 'articles/tests.ts'),
    `import { SimpleTestCase } from '${testCase}';
class Base extends SimpleTestCase { testBase() {} }
export class First extends Base { testOwn() {} helper() {} }
export class Second extends SimpleTestCase { testOther() {} }
export { SimpleTestCase };
export const notATest = 1;
`,
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('discovery', () => {
  test('finds tests.ts, test_*.ts and *.test.ts everywhere but in packages', () => {
    expect(found()).toEqual(['articles/test_models.ts', 'articles/tests.ts', 'shop/tests/cart.test.ts']);
  });

  test('takes apps, files and dotted ways', () => {
    expect(found('shop')).toEqual(['shop/tests/cart.test.ts']);
    expect(found('articles/tests.ts')).toEqual(['articles/tests.ts']);
    expect(found('articles.tests.First.testOwn')).toEqual(['articles/tests.ts First.testOwn']);
  });

  test('tells of a label that leads nowhere', () => {
    expect(() => found('article')).toThrow(
      "There is no test 'article'. A label is an app or folder (articles), a file (articles/tests.ts), or a dotted way",
    );
  });
});

describe('collection', () => {
  const names = async (only?: string, patterns: string[] = []): Promise<string[]> => {
    const file = path.join(folder, 'articles/tests.ts');
    const suites = await collect(folder, [{ file, only }], patterns);
    return suites.flatMap(({ name, methods }) => methods.map((method) => `${name}.${method}`));
  };

  test('takes the exported test cases, with what they inherit', async () => {
    expect(await names()).toEqual([
      'articles.tests.First.testBase',
      'articles.tests.First.testOwn',
      'articles.tests.Second.testOther',
    ]);
  });

  test('narrows to a class, a test, or a pattern', async () => {
    expect(await names('Second')).toEqual(['articles.tests.Second.testOther']);
    expect(await names('First.testOwn')).toEqual(['articles.tests.First.testOwn']);
    expect(await names(undefined, ['Base', '*.testOther'])).toEqual([
      'articles.tests.First.testBase',
      'articles.tests.Second.testOther',
    ]);
    await expect(names('Third')).rejects.toThrow('articles/tests.ts exports no test Third.');
  });
});

describe('the report', () => {
  class Mixed extends SimpleTestCase {
    testPasses(): void {}
    testFails(): void {
      this.assertEqual('actual', 'expected');
    }
    testBreaks(): void {
      throw new RangeError('out of range');
    }
    testIsSkipped(): void {
      this.skipTest('not today');
    }
  }
  const suite: Suite = {
    testClass: Mixed,
    name: 'articles.tests.Mixed',
    methods: ['testPasses', 'testFails', 'testBreaks', 'testIsSkipped'],
  };

  async function report(verbosity: number, failfast = false): Promise<string> {
    let text = '';
    const output = new Output({ write: (more) => (text += more) });
    const made = new TestReport(output, verbosity);
    await runSuites([suite], made, failfast);
    made.finish();
    return stripVTControlCharacters(text);
  }

  test('has a sign for each test, what went wrong, and the sum', async () => {
    const text = await report(1);
    expect(text).toMatch(
      /^\.FEs\n=+\nFAIL: testFails \(articles\.tests\.Mixed\.testFails\)\n-+\nAssertionError/,
    );
    expect(text).toContain('RangeError: out of range');
    expect(text).toMatch(/Ran 4 tests in \d\.\d{3}s\n\nFAILED \(failures=1, errors=1, skipped=1\)\n$/);
  });

  test('has a line for each test when asked for more', async () => {
    expect(await report(2)).toContain(
      "testIsSkipped (articles.tests.Mixed.testIsSkipped) ... skipped 'not today'\n",
    );
  });

  test('stops at the first failure when told to', async () => {
    expect(await report(1, true)).toContain('Ran 2 tests');
  });
});
