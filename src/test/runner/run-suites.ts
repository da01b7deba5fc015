import { SkipTest } from '../skip-test.ts';
import type { Suite } from './collect.ts';
import { isFailure, type TestReport } from './test-report.ts';

/** Run the tests one after the other and report each. @param failfast stop at the first that fails */
export async function runSuites(
  suites: readonly Suite[],
  report: TestReport,
  failfast: boolean,
): Promise<void> {
  for (const suite of suites) {
    if (failfast && report.failed) return;
    try {
      await suite.testClass.runClass(() => runMethods(suite, report, failfast));
    } catch (error) {
      report.outcome(`${suite.name}`, verdictOf(error), error);
    }
  }
}

async function runMethods(
  { testClass, name, methods }: Suite,
  report: TestReport,
  failfast: boolean,
): Promise<void> {
  for (const method of methods) {
    if (failfast && report.failed) return;
    const title = `${method} (${name}.${method})`;
    report.start(title);
    try {
      await new testClass().runTest(method);
      report.outcome(title, 'ok');
    } catch (error) {
      report.outcome(title, verdictOf(error), error);
    }
  }
}

function verdictOf(error: unknown): 'skipped' | 'failure' | 'error' {
  if (error instanceof SkipTest) return 'skipped';
  return isFailure(error) ? 'failure' : 'error';
}
