import type { Server } from 'node:http';

/**
 * Counts the connections of a server, so that its process can end without cutting one off. Each is for one request: one that came while
 * the process ends would be lost, where a new connection waits at the supervisor.
 */
export class Answering {
  #open = 0;
  #idle: (() => void) | undefined;

  constructor(server: Server) {
    server.on('connection', (socket) => {
      this.#open++;
      socket.once('close', () => {
        if (--this.#open === 0) this.#idle?.();
      });
    });
    server.prependListener('request', (_request, response) => {
      response.shouldKeepAlive = false;
    });
  }

  /** Call back once no connection is open. */
  whenIdle(callback: () => void): void {
    this.#idle = callback;
    if (this.#open === 0) callback();
  }
}
