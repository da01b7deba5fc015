import { text as readText } from 'node:stream/consumers';
import type { Command } from 'commander';
import { BaseCommand, type CommonOptions } from '../base-command.ts';
import type { ScopeEntry } from './scope.ts';

interface ShellOptions {
  command?: string;
  imports: boolean;
  printSql: boolean;
}

/** What `shell` and `shell_plus` have in common; they differ in what they say about the names in reach. */
export abstract class ShellCommand extends BaseCommand<ShellOptions> {
  override requiresSystemChecks = false;

  /** Tell which names are in reach. */
  abstract announce(scope: readonly ScopeEntry[], verbosity: number): string;

  override addArguments(parser: Command): void {
    parser
      .option('-c, --command <code>', 'Run this code and end.')
      .option('--no-imports', "Don't bring models and the like into reach.")
      .option('--print-sql', 'Print each statement that goes to the database.', false);
  }

  async handle(options: ShellOptions & CommonOptions): Promise<void> {
    const { shellScope } = await import('./scope.ts');
    const scope = options.imports ? await shellScope() : [];
    if (options.printSql) {
      const { printSql } = await import('./print-sql.ts');
      printSql(this.stdout);
    }
    const code = options.command ?? (process.stdin.isTTY ? undefined : await readText(process.stdin));
    if (code !== undefined) {
      const { runCode } = await import('./run-code.ts');
      return runCode(code, scope);
    }
    const said = this.announce(scope, options.verbosity);
    if (said !== '') this.stdout.write(said);
    const { interactive } = await import('./interactive.ts');
    return interactive(scope);
  }
}
