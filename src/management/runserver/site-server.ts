import type { Server } from 'node:http';
import { createServer } from '../../handlers/create-server.ts';
import { getHandler } from '../../handlers/handler.ts';
import type { Output } from '../output.ts';
import { isColored } from '../style.ts';
import { logRequests } from './request-log.ts';

export interface SiteServerOptions {
  /** Whether the static files of apps are served, too. */
  serveStatic: boolean;
  /** Where a line for each request goes. */
  log: Output;
}

/** The site as an HTTP server that does not listen yet. */
export async function siteServer({ log }: SiteServerOptions): Promise<Server> {
  const server = createServer(await getHandler());
  logRequests(server, log, isColored());
  return server;
}
