import { type ChildProcess, fork } from 'node:child_process';
import { createServer, type Server, type Socket } from 'node:net';
import path from 'node:path';
import { listen } from './listen.ts';
import { type ServerMessage, type SupervisorMessage, supervisedEnvironment } from './messages.ts';

/** Changes that come together, as when an editor saves all files, are one restart. */
const SETTLE_MS = 25;
/** A server process that was told to stop and still answers a request gets this long. */
const GRACE_MS = 1500;
/** One that served this long before it crashed is started again without waiting for a change. */
const STABLE_MS = 1000;

/**
 * Keeps a project's server process running: starts a new one whenever a file changes. The listening socket belongs to the supervisor,
 * which hands each connection to the present process, or keeps it until the next one is ready; so no request is lost in between.
 */
export class Supervisor {
  readonly #folder: string;
  #child: ChildProcess | undefined;
  #readySince = Number.POSITIVE_INFINITY;
  /** Whether the present process has been ready, whatever came after. */
  #answers = false;
  #refused = false;
  #failure: string | undefined;
  #listener: Server | undefined;
  #waiting: Socket[] = [];
  #timer: NodeJS.Timeout | undefined;
  #end: (code: number) => void = () => {};

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Run until the user stops it. @returns the exit code */
  async run(): Promise<number> {
    const ended = new Promise<number>((resolve) => {
      this.#end = resolve;
    });
    this.#start();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => this.#stop(0));
    const { watch } = await import('./watch.ts');
    watch(this.#folder, (file) => this.#changed(file));
    return ended;
  }

  #start(): void {
    this.#answers = false;
    this.#readySince = Number.POSITIVE_INFINITY;
    this.#failure = undefined;
    const child = fork(process.argv[1]!, process.argv.slice(2), { env: supervisedEnvironment() });
    this.#child = child;
    child.on('message', (message: ServerMessage) => {
      if (child === this.#child) void this.#heard(child, message);
    });
    child.on('exit', (code) => {
      if (child === this.#child) this.#exited(code);
    });
    // One that ends while it is told something: its end is heard anyway.
    child.on('error', () => {});
  }

  async #heard(child: ChildProcess, message: ServerMessage): Promise<void> {
    if (message.type === 'failed') {
      this.#failure = message.text;
      await this.#explainAll();
    } else if (message.type === 'ready') {
      this.#readySince = performance.now();
      this.#answers = true;
      for (const socket of this.#waiting.splice(0)) this.#hand(child, socket);
    } else {
      tell(child, await this.#listen(message.host, message.port));
    }
  }

  /** The address stays what it was when the first server process asked for it. */
  async #listen(host: string, port: number): Promise<SupervisorMessage> {
    const present = this.#listener?.address();
    if (typeof present === 'object' && present !== null)
      return { type: 'listening', host, port: present.port };
    this.#refused = false;
    const listener = createServer({ pauseOnConnect: true }, (socket) => this.#connected(socket));
    try {
      const taken = await listen(listener, { host, port });
      this.#listener = listener;
      return { type: 'listening', host, port: taken };
    } catch (error) {
      this.#refused = true;
      return { type: 'refused', code: (error as NodeJS.ErrnoException).code ?? String(error) };
    }
  }

  #connected(socket: Socket): void {
    if (this.#readySince < Number.POSITIVE_INFINITY && this.#child !== undefined)
      this.#hand(this.#child, socket);
    else this.#waiting.push(socket);
    if (this.#failure !== undefined) void this.#explainAll();
  }

  #hand(child: ChildProcess, socket: Socket): void {
    child.send({ type: 'connection' } satisfies SupervisorMessage, socket, (error) => {
      if (error !== null) this.#waiting.push(socket);
    });
  }

  /** While the project cannot start, the browser gets the reason. */
  async #explainAll(): Promise<void> {
    const { explain } = await import('./failure-page.ts');
    for (const socket of this.#waiting.splice(0)) explain(socket, this.#failure ?? '');
  }

  #changed(file: string): void {
    if (this.#timer === undefined) {
      // From now on, connections are for the next process.
      this.#readySince = Number.POSITIVE_INFINITY;
      this.#failure = undefined;
      process.stdout.write(`${path.relative(process.cwd(), file)} changed, reloading.\n`);
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      const old = this.#child;
      const answers = this.#answers;
      this.#start();
      if (old !== undefined) retire(old, answers);
    }, SETTLE_MS);
  }

  #exited(code: number | null): void {
    this.#child = undefined;
    if (this.#refused) {
      // Its complaint is on the terminal, and another start would not help.
      this.#end(1);
    } else if (this.#failure === undefined && performance.now() - this.#readySince > STABLE_MS) {
      this.#start();
    } else {
      this.#failure ??= `The server process ended with code ${code}.`;
      void this.#explainAll();
    }
  }

  #stop(code: number): void {
    this.#listener?.close();
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined) {
      this.#end(code);
    } else {
      child.once('exit', () => this.#end(code));
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
    }
  }
}

function tell(child: ChildProcess, message: SupervisorMessage): void {
  if (child.connected) child.send(message, () => {});
}

/** End a server process: one that answers requests finishes them, one that was still starting has nothing to finish. */
function retire(child: ChildProcess, answers: boolean): void {
  if (answers) tell(child, { type: 'stop' });
  else child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  child.once('exit', () => clearTimeout(timer));
}
