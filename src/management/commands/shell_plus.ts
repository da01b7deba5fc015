import { importLines, type ScopeEntry } from '../shell/scope.ts';
import { ShellCommand } from '../shell/shell-command.ts';

/** `shell_plus`: the shell that says what is in reach. */
export default class ShellPlus extends ShellCommand {
  override help = 'Open a prompt with the project loaded, and list what is in reach.';

  announce(scope: readonly ScopeEntry[], verbosity: number): string {
    if (verbosity === 0 || scope.length === 0) return '';
    const models = scope.filter(({ from }) => from.endsWith('/models.ts'));
    const others = scope.filter(({ from }) => !from.endsWith('/models.ts'));
    const lines = ['# Models', ...importLines(models), '# Others', ...importLines(others)];
    return `${lines.map((line) => (line.startsWith('#') ? this.style.heading(line) : line)).join('\n')}\n`;
  }
}
