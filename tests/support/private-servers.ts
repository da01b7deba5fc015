import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { DatabaseSettings } from '../../src/conf/settings.ts';

/** A database server of a test's own, which may be killed: its files are in a temporary folder. */
export interface PrivateServer {
  readonly settings: DatabaseSettings;
  /** Have it take connections. */
  start(): Promise<void>;
  /** End it at once, as a crash would: nothing is finished and nothing written down. */
  kill(): Promise<void>;
  remove(): Promise<void>;
}

type Made = PrivateServer | { absent: string };

/** PostgreSQL from `initdb` and `pg_ctl`; why not, where they are absent. */
export async function privatePostgres(): Promise<Made> {
  const bin = findPrograms(['initdb', 'pg_ctl'], postgresFolders());
  if (bin === undefined) return { absent: 'initdb and pg_ctl are not installed' };
  const runner = userFor('postgres');
  if (runner === undefined)
    return { absent: 'PostgreSQL does not run as root, and nothing here runs it as postgres' };
  const folder = serverFolder();
  const data = path.join(folder, 'data');
  const port = await freePort();
  const run = (name: string, ...args: string[]) => done(runner, [path.join(bin, name), ...args]);
  run('initdb', '-D', data, '-U', 'tester', '-A', 'trust', '-E', 'UTF8', '--no-sync');
  const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off`;
  const log = path.join(folder, 'log');
  return {
    settings: { ENGINE: 'postgresql', HOST: '127.0.0.1', PORT: port, USER: 'tester', NAME: 'postgres' },
    start: () => patiently(async () => run('pg_ctl', '-D', data, '-l', log, '-o', options, '-w', 'start')),
    kill: async () => {
      const [pid] = readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n');
      for (const one of [pid!, ...childrenOf(pid!)]) endAtOnce(Number(one));
    },
    remove: async () => {
      if (existsSync(path.join(data, 'postmaster.pid'))) run('pg_ctl', '-D', data, '-m', 'immediate', 'stop');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** MariaDB from `mariadb-install-db` and `mariadbd`; why not, where they are absent. */
export async function privateMariadb(): Promise<Made> {
  const folders = (process.env['PATH'] ?? '')
    .split(':')
    .concat('/usr/sbin', '/usr/libexec', '/usr/local/sbin');
  const [install, server] = ['mariadb-install-db', 'mariadbd'].map((name) => findProgram(name, folders));
  if (install === undefined || server === undefined)
    return { absent: 'mariadb-install-db and mariadbd are not installed' };
  const runner = userFor('mysql');
  if (runner === undefined)
    return { absent: 'MariaDB does not run as root, and nothing here runs it as mysql' };
  const folder = serverFolder();
  const data = path.join(folder, 'data');
  const port = await freePort();
  const plain = ['--no-defaults', `--datadir=${data}`];
  done(runner, [install, ...plain, '--auth-root-authentication-method=normal', '--skip-test-db']);
  let child: ReturnType<typeof spawn> | undefined;
  const kill = async () => {
    const running = child;
    child = undefined;
    if (running === undefined || running.exitCode !== null) return;
    await new Promise((resolve) => {
      running.once('exit', resolve);
      running.kill('SIGKILL');
    });
  };
  const start = async () => {
    const [command, ...args] = [
      ...runner,
      server,
      ...plain,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      `--socket=${path.join(folder, 'sock')}`,
      `--pid-file=${path.join(folder, 'pid')}`,
    ];
    child = spawn(command!, args, { stdio: 'ignore' });
    await patiently(() => greets(port));
  };
  return {
    settings: { ENGINE: 'mysql', HOST: '127.0.0.1', PORT: port, USER: 'root', PASSWORD: '', NAME: 'mysql' },
    start,
    kill,
    remove: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function endAtOnce(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ESRCH') throw error;
  }
}

/** The processes of the connections among them: left alone, they could finish what they are at. */
function childrenOf(parent: string): string[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'ppid=,pid='], { encoding: 'utf8' });
  const pairs = stdout.split('\n').map((line) => line.trim().split(/\s+/));
  return pairs.flatMap(([ppid, pid]) => (ppid === parent ? [pid!] : []));
}

/** Try again for half a minute. */
async function patiently(body: () => Promise<void>): Promise<void> {
  for (let left = 150; ; left--) {
    try {
      return await body();
    } catch (error) {
      if (left === 0) throw error;
      await wait(200);
    }
  }
}

/** A server of MariaDB says its version as soon as it takes connections. */
function greets(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('hung up')));
    socket.once('data', () => {
      resolve();
      socket.destroy();
    });
  });
}

function serverFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'jango-server-'));
  chmodSync(folder, 0o777);
  return folder;
}

/** What comes before a command so that a user runs it who is not root. */
function userFor(user: string): string[] | undefined {
  if (process.getuid?.() !== 0) return [];
  if (spawnSync('id', [user]).status !== 0) return undefined;
  if (findProgram('setpriv', ['/usr/bin', '/bin']) === undefined) return undefined;
  return ['setpriv', `--reuid=${user}`, `--regid=${user}`, '--clear-groups'];
}

function done(runner: readonly string[], command: readonly string[]): void {
  const [program, ...args] = [...runner, ...command];
  const { status, stderr, error } = spawnSync(program!, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
    cwd: '/',
  });
  if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status}: ${error ?? stderr}`);
}

function postgresFolders(): string[] {
  const installed = '/usr/lib/postgresql';
  const versions = existsSync(installed) ? readdirSync(installed).sort().reverse() : [];
  return [
    ...versions.map((version) => path.join(installed, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(':'),
  ];
}

function findPrograms(names: readonly string[], folders: readonly string[]): string | undefined {
  return folders.find((folder) => names.every((name) => existsSync(path.join(folder, name))));
}

function findProgram(name: string, folders: readonly string[]): string | undefined {
  const folder = findPrograms([name], folders);
  return folder === undefined ? undefined : path.join(folder, name);
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve((address as { port: number }).port));
    });
  });
}
