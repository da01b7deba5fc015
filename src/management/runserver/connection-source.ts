import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Address } from './address.ts';
import { Answering } from './answering.ts';
import { listen, listenError } from './listen.ts';
import { isSupervised, type SupervisorMessage, tellSupervisor } from './messages.ts';

/**
 * Let the server answer at an address: the supervisor listens there and sends each connection, or this process listens itself.
 * @returns the port, which is another than asked for when that was 0
 * @throws CommandError when the address can't be had, with the next free port when this one is busy
 */
export async function openServer(server: Server, address: Address, given?: string): Promise<number> {
  try {
    return await (isSupervised() ? listenThroughSupervisor(server, address) : listen(server, address));
  } catch (error) {
    throw await listenError((error as NodeJS.ErrnoException).code, address, given);
  }
}

function listenThroughSupervisor(server: Server, { host, port }: Address): Promise<number> {
  const answering = new Answering(server);
  return new Promise((resolve, reject) => {
    process.on('message', (message: SupervisorMessage, socket?: Socket) => {
      if (message.type === 'connection') receive(server, socket);
      else if (message.type === 'listening') resolve(message.port);
      else if (message.type === 'refused')
        reject(Object.assign(new Error(message.code), { code: message.code }));
      else answering.whenIdle(() => process.exit(0));
    });
    // A supervisor that was killed can't send connections any more.
    process.on('disconnect', () => process.exit(0));
    tellSupervisor({ type: 'listen', host, port });
  });
}

/** The browser may have gone away while the connection was handed over: then there is no socket. */
function receive(server: Server, socket: Socket | undefined): void {
  if (socket === undefined) return;
  server.emit('connection', socket);
  socket.resume();
}
