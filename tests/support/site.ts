import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import path from 'node:path';
import { configure, isConfigured, type Settings } from 'jango/conf';
import { getHandler } from 'jango/handlers';

import { pushOverride } from '../../src/conf/configure.ts';
import { createServer } from '../../src/handlers/create-server.ts';

const root = path.resolve(import.meta.dirname, '../..');
export const DEFAULT_MIDDLEWARE = [
  'jango/middleware/security',
  'jango/middleware/common',
  'jango/middleware/csrf',
  'jango/middleware/clickjacking',
];

/** A site of the tests, on a port of its own. */
export interface Site {
  readonly server: Server;
  readonly origin: string;
  /** Send these bytes as they are and give back everything that comes until the other side hangs up. */
  raw(request: string | Buffer, options?: { end?: boolean }): Promise<string>;
  /** Like `fetch()`, which follows no redirect here. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

/** Serve the patterns of `tests/handlers/site` with these settings. */
export async function startSite(settings: Partial<Settings> = {}): Promise<Site> {
  const values: Partial<Settings> = {
    BASE_DIR: root,
    ALLOWED_HOSTS: ['127.0.0.1', 'localhost'],
    ROOT_URLCONF: 'tests/handlers/site/urls.ts',
    MIDDLEWARE: DEFAULT_MIDDLEWARE,
    ...settings,
  };
  if (!isConfigured()) configure({ SECRET_KEY: 'a key for tests', BASE_DIR: root });
  const restore = pushOverride(values);
  const server = createServer(await getHandler());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  return {
    server,
    origin,
    raw: (request, options) => raw(port, request, options?.end ?? false),
    fetch: (url, init) => fetch(origin + url, { redirect: 'manual', ...init }),
    async close() {
      server.closeAllConnections();
      server.close();
      restore();
    },
  };
}

function raw(port: number, request: string | Buffer, end: boolean): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
    socket.setTimeout(5000, () => socket.destroy());
    if (end) socket.end(request);
    else socket.write(request);
  });
}

/** The status of a raw answer. */
export function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);
}

/** Run with what the site logs kept away from the output of the tests; gives back what it was. */
export async function captureLog<T>(run: () => Promise<T>): Promise<{ result: T; log: string }> {
  const { write } = process.stderr;
  let log = '';
  process.stderr.write = ((text: string) => {
    log += text;
    return true;
  }) as typeof process.stderr.write;
  try {
    return { result: await run(), log };
  } finally {
    process.stderr.write = write;
  }
}
