import { importLines, type ScopeEntry } from '../shell/scope.ts';
import { ShellCommand } from '../shell/shell-command.ts';

/** `shell`: a prompt with the project loaded. */
export default class Shell extends ShellCommand {
  override help = 'Open a prompt with the project loaded: models, settings and queries are in reach.';

  announce(scope: readonly ScopeEntry[], verbosity: number): string {
    if (verbosity === 0 || scope.length === 0) return '';
    if (verbosity === 1) return `${scope.length} objects imported automatically (use -v 2 for details).\n`;
    return `${scope.length} objects imported automatically:\n\n  ${importLines(scope).join('\n  ')}\n`;
  }
}
