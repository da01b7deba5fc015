/** Commands of the walk: run to their end, or held at a pseudo-terminal and typed to. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';

export interface Finished {
  code: number | null;
  /** Standard output and standard error as they came, without colours. */
  output: string;
}
export interface RunOptions {
  cwd: string;
  env?: Record<string, string>;
  /** Typed into a command that reads a pipe. */
  input?: string;
  timeout?: number;
}

const environment = (extra: Record<string, string> = {}): NodeJS.ProcessEnv => {
  const env: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: '1', TERM: 'dumb', ...extra };
  for (const name of ['VITEST', 'NODE_ENV', 'VITEST_WORKER_ID', 'VITEST_POOL_ID', 'NODE_OPTIONS'])
    delete env[name];
  return env;
};

/** Run a program to its end, without a terminal. */
export async function run(command: string, args: readonly string[], options: RunOptions): Promise<Finished> {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: environment(options.env),
    timeout: options.timeout ?? 120_000,
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  child.stdin.end(options.input ?? '');
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output: stripVTControlCharacters(output) };
}

/** A program at a pseudo-terminal, made by util-linux's `script`. */
export class Terminal {
  readonly #child: ChildProcess;
  #seen = '';
  #read = 0;
  #code: number | null | undefined;

  constructor(command: string, options: RunOptions) {
    this.#child = spawn('script', ['-qfec', command, '/dev/null'], {
      cwd: options.cwd,
      env: environment(options.env),
      detached: true,
    });
    const take = (chunk: Buffer) => {
      this.#seen += stripVTControlCharacters(chunk.toString());
    };
    this.#child.stdout?.on('data', take);
    this.#child.stderr?.on('data', take);
    this.#child.on('close', (code) => {
      this.#code = code;
    });
  }

  /** Everything it has printed. */
  get output(): string {
    return this.#seen;
  }

  /** Wait until a text comes after what was expected before. @returns the text up to and with it. */
  async expect(wanted: string | RegExp, timeout = 20_000): Promise<string> {
    const end = Date.now() + timeout;
    for (;;) {
      const fresh = this.#seen.slice(this.#read);
      const at = typeof wanted === 'string' ? fresh.indexOf(wanted) : fresh.search(wanted);
      if (at >= 0) {
        const length = typeof wanted === 'string' ? wanted.length : (wanted.exec(fresh)?.[0].length ?? 0);
        this.#read += at + length;
        return fresh.slice(0, at + length);
      }
      if (this.#code !== undefined || Date.now() > end) {
        const why =
          this.#code === undefined
            ? 'did not come in time'
            : `did not come before the end (code ${this.#code})`;
        throw new Error(`${wanted} ${why}. The terminal says:\n${this.#seen}`);
      }
      await sleep(15);
    }
  }

  /** Type a line and Enter. */
  type(line: string): void {
    this.#child.stdin?.write(`${line}\r`);
  }

  /** Ctrl-C, Ctrl-D. */
  press(key: 'C' | 'D'): void {
    this.#child.stdin?.write(key === 'C' ? '\u0003' : '\u0004');
  }

  /** Wait for the end. */
  async finished(timeout = 20_000): Promise<Finished> {
    const end = Date.now() + timeout;
    while (this.#code === undefined) {
      if (Date.now() > end) throw new Error(`The command did not end. The terminal says:\n${this.#seen}`);
      await sleep(15);
    }
    return { code: this.#code, output: this.#seen };
  }

  /** End it however it stands. */
  kill(): void {
    if (this.#code !== undefined || this.#child.pid === undefined) return;
    try {
      process.kill(-this.#child.pid, 'SIGKILL');
    } catch {
      // It has ended by itself in the meantime.
    }
  }
}
