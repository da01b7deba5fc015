import type { Command } from 'commander';
import { settings } from '../../conf/configure.ts';
import { BaseCommand, type CommonOptions } from '../base-command.ts';
import { checkProject } from '../check-project.ts';

interface TestOptions {
  k: readonly string[];
  failfast: boolean;
  keepdb: boolean;
  debugMode: boolean;
  noinput: boolean;
}

/** `test [labels]`: run the tests of the project on a database of their own. */
export default class Test extends BaseCommand<TestOptions> {
  override help = 'Run the tests of the project, or of some apps, on a database of their own.';
  // They run once the test database is there, as some ask it.
  override requiresSystemChecks = false;

  override addArguments(parser: Command): void {
    parser
      .argument(
        '[labels...]',
        'Apps, folders, files, or tests by their dotted way: articles.tests.ArticleTests.testTheList.',
      )
      .option(
        '-k <pattern>',
        "Run only tests whose name holds this; may be repeated, '*' stands for anything.",
        collect,
        [],
      )
      .option('--failfast', 'Stop at the first test that fails.', false)
      .option('--keepdb', 'Keep the test database for the next run.', false)
      .option('--debug-mode', 'Run with DEBUG on.', false)
      .option('--noinput, --no-input', 'Never ask; there is nothing to ask now.');
  }

  async handle(options: TestOptions & CommonOptions, labels: readonly string[]): Promise<void> {
    const { discover } = await import('../../test/runner/discover.ts');
    const { collect: collectTests } = await import('../../test/runner/collect.ts');
    const { runSuites } = await import('../../test/runner/run-suites.ts');
    const { TestReport } = await import('../../test/runner/test-report.ts');
    const { createTestDatabases } = await import('../../test/test-databases.ts');
    const { setupTestEnvironment } = await import('../../test/test-environment.ts');
    const { verbosity } = options;
    const baseDir = settings.BASE_DIR;
    const restoreSettings = setupTestEnvironment(options.debugMode);
    const suites = await collectTests(baseDir, discover(baseDir, labels), options.k);
    const count = suites.reduce((sum, { methods }) => sum + methods.length, 0);
    if (verbosity > 0) this.stdout.write(`Found ${count} test(s).`);
    const destroy = await createTestDatabases({ keepdb: options.keepdb, verbosity, output: this.stdout });
    const report = new TestReport(this.stderr, verbosity);
    try {
      await checkProject({ displayCount: verbosity > 0, stdout: this.stdout, stderr: this.stderr });
      await runSuites(suites, report, options.failfast);
      report.finish();
    } finally {
      await destroy();
      restoreSettings();
    }
    if (report.failed) process.exitCode = 1;
  }
}

function collect(pattern: string, before: readonly string[]): string[] {
  return [...before, pattern];
}
