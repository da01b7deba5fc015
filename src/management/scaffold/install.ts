import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';

/** The packages of these that cannot be found from the folder, so a program there would not run. */
export function notInstalled(folder: string, packages: readonly string[]): string[] {
  const require = createRequire(path.join(folder, 'package.json'));
  return packages.filter((name) => {
    const places = require.resolve.paths(name) ?? [];
    try {
      require.resolve(`${name}/package.json`, { paths: places });
      return false;
    } catch {
      return true;
    }
  });
}

/** `npm`, or the package manager that this program was started with. */
export function packageManager(): string {
  const agent = process.env['npm_config_user_agent'] ?? '';
  return /^(pnpm|yarn|bun)\//.exec(agent)?.[1] ?? 'npm';
}

/**
 * Run the package manager's install in a folder; what has to be compiled is compiled on all processors.
 * @returns whether it went well; what it says goes to the terminal
 */
export function install(folder: string, manager: string): boolean {
  const { status } = spawnSync(manager, ['install'], {
    cwd: folder,
    env: { npm_config_jobs: 'max', ...process.env },
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  return status === 0;
}
