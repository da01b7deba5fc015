import type { Server } from 'node:http';
import { apps } from '../../apps/registry.ts';
import { createServer } from '../../handlers/create-server.ts';
import { getHandler, type Handler } from '../../handlers/handler.ts';
import { responseForException } from '../../handlers/response-for-exception.ts';
import type { Output } from '../output.ts';
import { isColored } from '../style.ts';
import { requestLine } from './request-log.ts';

const STATIC_FILES = 'jango/contrib/staticfiles';

export interface SiteServerOptions {
  /** Whether the static files of apps are served, too. */
  serveStatic: boolean;
  /** Where a line for each request goes. */
  log: Output;
}

/** The site as an HTTP server that does not listen yet. */
export async function siteServer({ serveStatic, log }: SiteServerOptions): Promise<Server> {
  const site = await getHandler();
  const handler = serveStatic && apps.isInstalled(STATIC_FILES) ? await withStatic(site) : site;
  return createServer(handler, {
    onResponse: (request, response) => log.write(requestLine(request, response, isColored())),
  });
}

async function withStatic(site: Handler): Promise<Handler> {
  const { withStaticFiles } = await import('../../contrib/staticfiles/serve.ts');
  return withStaticFiles(site, responseForException);
}
