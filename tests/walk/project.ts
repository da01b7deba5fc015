/** The fresh folder that the walk happens in, with Jango installed from its packed tarball. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Finished, type RunOptions, run, Terminal } from './terminal.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));

/** Pack the repository, unless `JANGO_TARBALL` names a tarball. */
export function tarball(): string {
  const given = process.env['JANGO_TARBALL'];
  if (given !== undefined && given !== '') return given;
  const out = mkdtempSync(join(tmpdir(), 'jango-pack-'));
  execFileSync('npm', ['pack', '--pack-destination', out, '--loglevel=error'], {
    cwd: repository,
    stdio: 'pipe',
  });
  return join(out, readdirSync(out).find((name) => name.endsWith('.tgz'))!);
}

export class Project {
  readonly folder: string = mkdtempSync(join(tmpdir(), 'jango-walk-'));

  path(name: string): string {
    return join(this.folder, name);
  }

  read(name: string): string {
    return readFileSync(this.path(name), 'utf8');
  }

  has(name: string): boolean {
    return existsSync(this.path(name));
  }

  write(name: string, text: string): void {
    writeFileSync(this.path(name), text);
  }

  /** Change a file as a reader with an editor does. @throws when the old text is not there. */
  edit(name: string, before: string | RegExp, after: string): void {
    const text = this.read(name);
    const changed = text.replace(before, after);
    if (changed === text) throw new Error(`${name} has no ${before}:\n${text}`);
    this.write(name, changed);
  }

  npm(...args: string[]): Promise<Finished> {
    return run('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: this.folder,
      timeout: 300_000,
    });
  }

  npx(...args: string[]): Promise<Finished> {
    return run('npx', args, { cwd: this.folder, timeout: 400_000 });
  }

  /** The type checker that the project installed; it says nothing when all is well. */
  async typeErrors(): Promise<string> {
    return (await run(this.path('node_modules/.bin/tsc'), [], { cwd: this.folder })).output;
  }

  /** `node manage.js ...`, without a terminal. */
  manage(args: readonly string[], options: Partial<RunOptions> = {}): Promise<Finished> {
    return run(process.execPath, ['manage.js', ...args], { cwd: this.folder, ...options });
  }

  /** `node manage.js ...` at a pseudo-terminal. */
  terminal(command: string, env: Record<string, string> = {}): Terminal {
    return new Terminal(`'${process.execPath}' manage.js ${command}`, { cwd: this.folder, env });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A port that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
