import type { Socket } from 'node:net';
import { stripVTControlCharacters } from 'node:util';
import { escapeText } from '../../utils/html.ts';

/** Answer a connection with why the project does not start; the page asks again until it does. */
export function explain(socket: Socket, failure: string): void {
  const body = page(stripVTControlCharacters(failure));
  const head = [
    'HTTP/1.1 500 Internal Server Error',
    'Content-Type: text/html; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'Connection: close',
  ];
  socket.on('error', () => {});
  // The request is not looked at, but it has to be read: closing with bytes unread would reset the connection.
  socket.once('data', () => socket.end(`${head.join('\r\n')}\r\n\r\n${body}`));
  socket.resume();
}

function page(failure: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="1">
<title>The project does not start</title>
<style>
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
  body { max-width: 60rem; margin: 3rem auto; padding: 0 1rem; }
  h1 { font-size: 1.4rem; }
  pre { padding: 1rem; overflow: auto; border-left: 4px solid #c33; background: color-mix(in srgb, currentColor 6%, transparent); }
</style>
<h1>The project does not start</h1>
<pre>${escapeText(failure)}</pre>
<p>Mend it and save: this page goes on by itself.</p>
</html>
`;
}
