import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { requestFinished, requestStarted } from '../core/signals.ts';
import { prepareBody } from '../http/prepare-body.ts';
import { HttpRequest } from '../http/request.ts';
import type { HttpResponseBase } from '../http/response-base.ts';
import { type Awaitable, isThenable, whenReady } from '../utils/awaitable.ts';
import { endYouth } from '../utils/young-process.ts';
import { plainErrorPage } from '../views/defaults.ts';
import type { Handler } from './handler.ts';
import { refuseConnection } from './refuse-connection.ts';
import { logRequest } from './request-log.ts';
import { sendResponse } from './send-response.ts';

export interface CreateServerOptions {
  /** Told of each answered request: for the log of a development server. */
  onResponse?: (request: HttpRequest, response: HttpResponseBase) => void;
}

/** A `node:http` server that answers with this handler; it doesn't listen yet. */
export function createServer(handler: Handler, options: CreateServerOptions = {}): Server {
  endYouth();
  const server = createHttpServer((req, res) => answer(handler, req, res, options));
  server.on('clientError', refuseConnection);
  return server;
}

function answer(
  handler: Handler,
  req: IncomingMessage,
  res: ServerResponse,
  options: CreateServerOptions,
): void {
  const request = new HttpRequest(req);
  let response: Awaitable<HttpResponseBase>;
  try {
    response = whenReady(begin(request), () => handler(request));
  } catch (error) {
    response = broken(request, error);
  }
  if (isThenable(response)) {
    (response as PromiseLike<HttpResponseBase>).then(
      (ready) => finish(request, res, ready, options),
      (error: unknown) => finish(request, res, broken(request, error), options),
    );
  } else {
    finish(request, res, response as HttpResponseBase, options);
  }
}

function begin(request: HttpRequest): Awaitable<void> {
  if (!requestStarted.hasListeners()) return prepareBody(request);
  return requestStarted.sendRobust(undefined, { request }).then(() => prepareBody(request));
}

function finish(
  request: HttpRequest,
  res: ServerResponse,
  response: HttpResponseBase,
  options: CreateServerOptions,
): void {
  if (!res.req.complete && mayHaveBody(res.req)) leaveRestUnread(res);
  try {
    sendResponse(res, response, () => end(request));
  } catch (error) {
    const page = broken(request, error);
    if (res.headersSent) res.destroy();
    else sendResponse(res, page, () => end(request));
  }
  options.onResponse?.(request, response);
}

function end(request: HttpRequest): void {
  request.close();
  if (requestFinished.hasListeners()) void requestFinished.sendRobust(undefined, { request });
}

function mayHaveBody(req: IncomingMessage): boolean {
  return req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;
}

/** The client is still sending what nobody will read: answer, take what comes for a moment so that it sees the answer, then hang up. */
function leaveRestUnread(res: ServerResponse): void {
  res.setHeader('Connection', 'close');
  res.shouldKeepAlive = false;
  const { req } = res;
  req.on('error', () => undefined);
  res.once('finish', () => {
    req.resume();
    setTimeout(() => req.destroy(), LINGER).unref();
  });
}

const LINGER = 500;

/** The answer when even the handler threw; what happened goes to the log. */
function broken(request: HttpRequest, error: unknown): HttpResponseBase {
  logRequest('error', `Internal Server Error: ${request.path}`, error);
  return plainErrorPage(500);
}
