import { ImproperlyConfigured } from '../../../core/errors/improperly-configured.ts';
import { workerThreads } from '../../../utils/builtins.ts';
import { OperationalError } from '../../errors.ts';

export interface ServerVersion {
  readonly isMariaDb: boolean;
  /** `[10, 11, 6]` */
  readonly numbers: readonly number[];
}

/** `'5.5.5-10.11.6-MariaDB-1'`, `'8.0.36'` */
export function parseServerVersion(text: string): ServerVersion {
  const isMariaDb = /mariadb/i.test(text);
  const match = /(\d+)\.(\d+)\.(\d+)/.exec(isMariaDb ? text.replace(/^5\.5\.5-/, '') : text);
  if (match === null) {
    throw new ImproperlyConfigured(
      `'${text}' is not the version of a MySQL or MariaDB server.`,
      "OPTIONS.serverVersion is written as the server says it: '8.0.36' or '10.11.6-MariaDB'.",
    );
  }
  return { isMariaDb, numbers: match.slice(1).map(Number) };
}

/** Whether a version is that one or a later one. */
export function isAtLeast({ numbers }: ServerVersion, ...wanted: readonly number[]): boolean {
  for (let i = 0; i < wanted.length; i++) {
    if (numbers[i] !== wanted[i]) return (numbers[i] ?? 0) > wanted[i]!;
  }
  return true;
}

export interface ServerAddress {
  readonly host: string;
  readonly port: number;
  readonly socketPath?: string | undefined;
}

const TEXT_BYTES = 1024;

/** Reads the first packet, in which a server says its version before anybody has logged in. */
const GREETING_READER = `
const { workerData } = require('node:worker_threads');
const { connect } = require('node:net');
const { shared, address, timeout } = workerData;
const flags = new Int32Array(shared, 0, 2);
let finished = false;
const finish = (state, text) => {
  if (finished) return;
  finished = true;
  const bytes = Buffer.from(text).subarray(0, ${TEXT_BYTES});
  Buffer.from(shared, 8).set(bytes);
  flags[1] = bytes.length;
  Atomics.store(flags, 0, state);
  Atomics.notify(flags, 0);
  socket.destroy();
};
let received = Buffer.alloc(0);
const socket = connect(address);
socket.setTimeout(timeout, () => finish(2, 'no answer within ' + timeout + ' ms'));
socket.on('error', (error) => finish(2, error.message || error.code));
socket.on('close', () => finish(2, 'the connection was closed'));
socket.on('data', (part) => {
  received = Buffer.concat([received, part]);
  if (received.length < 5) return;
  const payload = received.subarray(4);
  if (payload[0] === 0xff) return finish(2, payload.subarray(3).toString());
  const end = payload.indexOf(0, 1);
  if (end > 0) finish(1, payload.subarray(1, end).toString());
});
`;

/**
 * Ask a server for its version, and wait: what SQL is written depends on it, and SQL is written without a promise. It is
 * asked once for a database, when its features are first needed.
 * @param timeout milliseconds
 * @throws OperationalError when there is no server
 */
export function askServerVersion(alias: string, address: ServerAddress, timeout: number): ServerVersion {
  const shared = new SharedArrayBuffer(8 + TEXT_BYTES);
  const flags = new Int32Array(shared, 0, 2);
  const target = address.socketPath === undefined ? address : { path: address.socketPath };
  const worker = new (workerThreads().Worker)(GREETING_READER, {
    eval: true,
    workerData: { shared, address: target, timeout },
  });
  worker.unref();
  Atomics.wait(flags, 0, 0, timeout + 1000);
  const text = Buffer.from(new Uint8Array(shared, 8, flags[1])).toString();
  if (flags[0] === 1) return parseServerVersion(text);
  const place = address.socketPath ?? `${address.host}:${address.port}`;
  throw new OperationalError(
    `The database '${alias}' cannot be reached at ${place}: ${text || 'no answer'}.`,
    `Is the server running? Check HOST and PORT of DATABASES['${alias}'].`,
  );
}
