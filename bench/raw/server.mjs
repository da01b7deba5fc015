// The limit of the HTTP part: node:http and better-sqlite3 by hand, for the endpoints that the raw bench asks for.
import http from 'node:http';
import Database from 'better-sqlite3';

const db = new Database(process.env.DB_PATH);
db.pragma('synchronous = NORMAL');
const world = db.prepare('SELECT id, randomnumber AS randomNumber FROM world WHERE id = ?');
const fortunes = db.prepare('SELECT id, message FROM fortune');
const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#x27;' };
const escapeHtml = (text) => text.replace(/[&<>"']/g, (c) => ENTITIES[c]);
const randomWorld = () => world.get(1 + Math.floor(Math.random() * 10_000));

function send(response, type, body) {
  response.writeHead(200, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
}
const answers = {
  '/plaintext': (response) => send(response, 'text/plain', 'Hello, World!'),
  '/json': (response) => send(response, 'application/json', JSON.stringify({ message: 'Hello, World!' })),
  '/db': (response) => send(response, 'application/json', JSON.stringify(randomWorld())),
  '/queries?n=20': (response) =>
    send(response, 'application/json', JSON.stringify(Array.from({ length: 20 }, randomWorld))),
  '/fortunes': (response) => {
    const rows = [...fortunes.all(), { id: 0, message: 'Additional fortune added at request time.' }].sort(
      (a, b) => (a.message < b.message ? -1 : 1),
    );
    const body = rows.map((row) => `<tr><td>${row.id}</td><td>${escapeHtml(row.message)}</td></tr>`).join('');
    send(
      response,
      'text/html; charset=utf-8',
      `<!DOCTYPE html><html><head><title>Fortunes</title></head><body><table><tr><th>id</th><th>message</th></tr>${body}</table></body></html>`,
    );
  },
};
http
  .createServer((request, response) => {
    const answer = answers[request.url];
    if (answer !== undefined) return answer(response);
    response.writeHead(404).end();
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
