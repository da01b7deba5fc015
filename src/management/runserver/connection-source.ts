import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Address } from './address.ts';
import { Answering } from './answering.ts';
import { listen, listenError } from './listen.ts';
import { isSupervised, type SupervisorMessage, tellSupervisor } from './messages.ts';

/** Where a server's connections come from. */
export interface ConnectionSource {
  /** Let them in. @returns the port, which is another than asked for when that was 0 */
  open(server: Server): Promise<number>;
}

/**
 * Take an address, before the project is loaded: a busy port is told at once, and while the project has a mistake, the browser is.
 * Under a supervisor it is the supervisor that listens and sends each connection; otherwise this process will listen itself.
 * @param given as the user wrote it, for the suggestion of another one
 * @throws CommandError when the address can't be had, with the next free port when this one is busy
 */
export async function takeAddress(address: Address, given?: string): Promise<ConnectionSource> {
  if (!isSupervised()) return { open: (server) => explained(listen(server, address), address, given) };
  const source = new SupervisorSource();
  const port = await explained(source.ask(address), address, given);
  return { open: async (server) => source.serve(server, port) };
}

async function explained<T>(work: Promise<T>, address: Address, given?: string): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw await listenError((error as NodeJS.ErrnoException).code, address, given);
  }
}

/** The server process's end of the talk with its supervisor. */
class SupervisorSource {
  #server: Server | undefined;
  #answering: Answering | undefined;
  #heardAddress: (message: SupervisorMessage) => void = () => {};

  constructor() {
    process.on('message', (message: SupervisorMessage, socket?: Socket) => {
      if (message.type === 'stop') this.#stop();
      else if (message.type === 'connection') this.#receive(socket);
      else this.#heardAddress(message);
    });
    // A supervisor that was killed can't send connections any more.
    process.on('disconnect', () => process.exit(0));
  }

  ask({ host, port }: Address): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#heardAddress = (message) => {
        if (message.type === 'listening') resolve(message.port);
        if (message.type === 'refused')
          reject(Object.assign(new Error(message.code), { code: message.code }));
      };
      void tellSupervisor({ type: 'listen', host, port });
    });
  }

  serve(server: Server, port: number): number {
    this.#server = server;
    this.#answering = new Answering(server);
    void tellSupervisor({ type: 'ready' });
    return port;
  }

  /** There is no socket when the browser has gone away in the meantime. */
  #receive(socket: Socket | undefined): void {
    if (socket === undefined) return;
    this.#server?.emit('connection', socket);
    socket.resume();
  }

  /** End, as soon as nothing is being answered. */
  #stop(): void {
    if (this.#answering === undefined) process.exit(0);
    this.#answering.whenIdle(() => process.exit(0));
  }
}
