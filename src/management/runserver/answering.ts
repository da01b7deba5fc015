import type { Server } from 'node:http';

/** Counts the requests that a server is answering, so that a process can end between them. */
export class Answering {
  #count = 0;
  #idle: (() => void) | undefined;

  constructor(server: Server) {
    server.prependListener('request', (_request, response) => {
      this.#count++;
      if (this.#idle !== undefined) response.setHeader('Connection', 'close');
      response.once('close', () => {
        if (--this.#count === 0) this.#idle?.();
      });
    });
  }

  /** Call back once nothing is being answered. */
  whenIdle(callback: () => void): void {
    this.#idle = callback;
    if (this.#count === 0) callback();
  }
}
