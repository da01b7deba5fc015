import { settings } from '../conf/configure.ts';
import { type CheckMessage, CRITICAL, DEBUG, ERROR, INFO, WARNING } from '../core/checks/messages.ts';
import { type RunChecksOptions, runChecks } from '../core/checks/registry.ts';
import type { Output } from './output.ts';
import { style } from './style.ts';
import { SystemCheckError } from './system-check-error.ts';
import { registerSystemChecks } from './system-checks.ts';

export interface CheckProjectOptions extends RunChecksOptions {
  stdout: Output;
  stderr: Output;
  /** End with `System check identified no issues (0 silenced).` or how many there were. */
  displayCount?: boolean;
  /** Findings from this level on end the command; errors unless given. */
  failLevel?: number;
}

/**
 * Run the system checks and print what they found.
 * @throws SystemCheckError with the report, when a finding is as serious as `failLevel`
 */
export async function checkProject(options: CheckProjectOptions): Promise<void> {
  const { stdout, stderr, displayCount = false, failLevel = ERROR, ...which } = options;
  registerSystemChecks();
  const all = await runChecks(which);
  const visible = all.filter(({ id }) => id === undefined || !settings.SILENCED_SYSTEM_CHECKS.includes(id));
  const report = [
    visible.length === 0 ? '' : 'System check identified some issues:\n',
    ...groupsOf(visible),
    displayCount ? countOf(visible.length, all.length - visible.length) : '',
  ].join('');
  if (visible.some((message) => message.isSerious(failLevel))) throw new SystemCheckError(report);
  if (report !== '') (visible.length > 0 ? stderr : stdout).write(report);
}

const GROUPS = [
  ['CRITICALS', CRITICAL, Number.POSITIVE_INFINITY],
  ['ERRORS', ERROR, CRITICAL],
  ['WARNINGS', WARNING, ERROR],
  ['INFOS', INFO, WARNING],
  ['DEBUGS', DEBUG, INFO],
] as const;

function groupsOf(messages: readonly CheckMessage[]): string[] {
  return GROUPS.flatMap(([heading, from, below]) => {
    const group = messages.filter(({ level }) => level >= from && level < below);
    if (group.length === 0) return [];
    const lines = group.map((message) =>
      (message.isSerious() ? style.error : style.warning)(String(message)),
    );
    return [`\n${heading}:\n${lines.sort().join('\n')}\n`];
  });
}

function countOf(shown: number, silenced: number): string {
  const issues = shown === 0 ? 'no issues' : shown === 1 ? '1 issue' : `${shown} issues`;
  return `${shown === 0 ? '' : '\n'}System check identified ${issues} (${silenced} silenced).`;
}
