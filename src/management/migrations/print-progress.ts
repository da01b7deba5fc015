import type { Progress } from '../../db/migrations/executor.ts';
import type { Output } from '../output.ts';
import type { Style } from '../style.ts';

/** `  Applying articles.0001_initial... OK`, with the time that it took from verbosity 2 on. */
export function printProgress(stdout: Output, style: Style, verbosity: number): Progress {
  let started = 0;
  const elapsed = (): string =>
    verbosity > 1 ? ` (${((performance.now() - started) / 1000).toFixed(3)}s)` : '';
  return (action, migration, fake) => {
    if (verbosity < 1) return;
    switch (action) {
      case 'apply-start':
        started = performance.now();
        stdout.write(`  Applying ${migration}...`, '');
        return;
      case 'unapply-start':
        started = performance.now();
        stdout.write(`  Unapplying ${migration}...`, '');
        return;
      case 'apply-skipped':
        stdout.write(style.success(' already applied by another process'));
        return;
      case 'apply-success':
      case 'unapply-success':
        stdout.write(style.success(`${fake ? ' FAKED' : ' OK'}${elapsed()}`));
    }
  };
}
