import { styleText } from 'node:util';
import type { HttpRequest } from '../../http/request.ts';
import { HttpResponse } from '../../http/response.ts';
import type { HttpResponseBase } from '../../http/response-base.ts';

/** The line of an answered request: `[23/Nov/2026 02:20:00] "GET /articles/ HTTP/1.1" 200 512`. */
export function requestLine({ source }: HttpRequest, response: HttpResponseBase, colors: boolean): string {
  const { method = 'GET', url = '', httpVersion = '1.1' } = source;
  const line = `[${timestamp(new Date())}] "${method} ${printable(url)} HTTP/${httpVersion}" ${response.statusCode} ${sizeOf(response)}`;
  return colors ? painted(line, response.statusCode) : line;
}

/** In bytes; a dash for what is streamed. */
function sizeOf(response: HttpResponseBase): string {
  const size = response.headers.get('Content-Length');
  if (size !== undefined) return size;
  return response instanceof HttpResponse ? String(Buffer.byteLength(response.body)) : '-';
}

/** What a client sends must not move the cursor of the terminal. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
  return text.replace(/[\x00-\x1f\x7f-\x9f]/g, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function timestamp(now: Date): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  const day = `${two(now.getDate())}/${MONTHS[now.getMonth()]}/${now.getFullYear()}`;
  return `${day} ${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())}`;
}

/** Django's colours: nothing for success, cyan for not modified, green for redirects, yellow for 404, red for other mistakes. */
function painted(line: string, status: number): string {
  if (status >= 500) return styleText(['bold', 'magenta'], line);
  if (status === 404) return styleText('yellow', line);
  if (status >= 400) return styleText(['bold', 'red'], line);
  if (status === 304) return styleText('cyan', line);
  if (status >= 300) return styleText('green', line);
  if (status < 200) return styleText('bold', line);
  return line;
}
