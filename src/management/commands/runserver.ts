import type { Command } from 'commander';
import { settings } from '../../conf/configure.ts';
import { setup } from '../../setup.ts';
import { BaseCommand, type CommonOptions } from '../base-command.ts';
import { checkProject } from '../check-project.ts';
import { CommandError } from '../command-error.ts';
import { parseAddress } from '../runserver/address.ts';
import { banner } from '../runserver/banner.ts';
import { takeAddress } from '../runserver/connection-source.ts';
import { endQuietly } from '../runserver/end-quietly.ts';
import { siteServer } from '../runserver/site-server.ts';
import { warnOfMigrations } from '../runserver/warn-of-migrations.ts';

interface RunserverOptions {
  ipv6: boolean;
  noreload: boolean;
  nostatic: boolean;
  insecure: boolean;
}

/**
 * `runserver [addr:port]`: the development server. Unless `--noreload` is given it runs under `runserver/supervisor.ts`, which
 * starts it again when a file changes.
 */
export default class Runserver extends BaseCommand<RunserverOptions> {
  override help = 'Start a development server, which reloads when a file is saved.';
  override requiresSetup = false;

  override addArguments(parser: Command): void {
    parser
      .argument('[address]', "Port, or address:port; '0:8000' listens on every address.")
      .option('-6, --ipv6', 'Listen on an IPv6 address.', false)
      .option('--noreload', "Don't watch the files.", false)
      .option('--nostatic', "Don't serve the static files of apps.", false)
      .option('--insecure', 'Serve static files even when DEBUG is off.', false);
  }

  async handle(options: RunserverOptions & CommonOptions, given?: string): Promise<void> {
    const address = parseAddress(given, options.ipv6);
    endQuietly();
    const connections = await takeAddress(address, given);
    await setup();
    if (!settings.DEBUG && settings.ALLOWED_HOSTS.length === 0) {
      throw new CommandError('You must set ALLOWED_HOSTS if DEBUG is off.');
    }
    if (!options.skipChecks) await this.#check();
    const server = await siteServer({
      serveStatic: !options.nostatic && (settings.DEBUG || options.insecure),
      log: this.stdout,
    });
    const port = await connections.open(server);
    this.stdout.write(banner({ ...address, port }));
    await new Promise((resolve) => server.once('close', resolve));
  }

  async #check(): Promise<void> {
    this.stdout.write('Performing system checks...\n\n');
    await checkProject({ displayCount: true, stdout: this.stdout, stderr: this.stderr });
    await warnOfMigrations(this.stdout);
  }
}
