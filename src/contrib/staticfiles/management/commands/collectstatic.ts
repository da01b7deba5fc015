import { copyFileSync, mkdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { settings } from '../../../../conf/configure.ts';
import { ImproperlyConfigured } from '../../../../core/errors/improperly-configured.ts';
import { BaseCommand, type CommonOptions } from '../../../../management/base-command.ts';
import { listStaticFiles } from '../../finders.ts';

interface CollectOptions {
  clear: boolean;
  dryRun: boolean;
  noinput: boolean;
}

/** `collectstatic`: copy the static files of all apps into STATIC_ROOT, where a web server finds them. */
export default class CollectStatic extends BaseCommand<CollectOptions> {
  override help = 'Collect static files in a single location.';
  override requiresSystemChecks = ['staticfiles'];

  override addArguments(parser: Command): void {
    parser
      .option('-c, --clear', 'Empty STATIC_ROOT first.', false)
      .option('-n, --dry-run', 'Say what would be copied.', false)
      .option('--noinput', 'Ask nothing; there is nothing to ask.', false);
  }

  handle(options: CollectOptions & CommonOptions): void {
    const root = settings.STATIC_ROOT;
    if (root === null || root === '') {
      throw new ImproperlyConfigured(
        'The staticfiles app has no folder to collect files in.',
        "Set STATIC_ROOT: join(BASE_DIR, 'staticfiles').",
      );
    }
    if (options.clear && !options.dryRun) rmSync(root, { recursive: true, force: true });
    let copied = 0;
    let unmodified = 0;
    for (const { name, file } of listStaticFiles()) {
      const target = path.join(root, name);
      if (isCurrent(target, file)) {
        unmodified++;
        continue;
      }
      copied++;
      if (options.verbosity > 1 || options.dryRun)
        this.stdout.write(`${options.dryRun ? 'Would copy' : 'Copying'} '${file}'`);
      if (options.dryRun) continue;
      mkdirSync(path.dirname(target), { recursive: true });
      copyFileSync(file, target);
    }
    if (options.verbosity === 0) return;
    const rest = unmodified === 0 ? '' : `, ${unmodified} unmodified`;
    this.stdout.write(`\n${copied} static file${copied === 1 ? '' : 's'} copied to '${root}'${rest}.`);
  }
}

/** Whether the copy is there and not older than its source. */
function isCurrent(target: string, source: string): boolean {
  const copy = statSync(target, { throwIfNoEntry: false });
  const original = statSync(source);
  return copy !== undefined && copy.mtimeMs >= original.mtimeMs && copy.size === original.size;
}
