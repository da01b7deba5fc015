// The limit of the HTTP part: node:http and better-sqlite3 by hand.
import http from 'node:http';
import Database from 'better-sqlite3';
import { articlesPage, fortunesPage } from './pages.mjs';

const db = new Database(process.env.DB_PATH);
db.pragma('synchronous = NORMAL');
const world = db.prepare('SELECT id, randomnumber AS randomNumber FROM world WHERE id = ?');
const update = db.prepare('UPDATE world SET randomnumber = ? WHERE id = ?');
const fortunes = db.prepare('SELECT id, message FROM fortune');
const articles = db.prepare(
  'SELECT a.*, u.name FROM article a JOIN author u ON u.id = a.author_id ORDER BY a.id DESC LIMIT 30',
);
const author = db.prepare('SELECT id FROM author WHERE id = ?');
const insert = db.prepare(
  'INSERT INTO article (title, body, published_on, is_featured, views, author_id) VALUES (?, ?, ?, 0, 0, ?)',
);
const randomId = () => 1 + Math.floor(Math.random() * 10_000);
const randomWorld = () => world.get(randomId());

function send(response, type, body) {
  response.writeHead(200, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
}
const sendJson = (response, data) => send(response, 'application/json', JSON.stringify(data));
const sendHtml = (response, html) => send(response, 'text/html; charset=utf-8', html);

const answers = {
  '/plaintext': (response) => send(response, 'text/plain', 'Hello, World!'),
  '/json': (response) => sendJson(response, { message: 'Hello, World!' }),
  '/db': (response) => sendJson(response, randomWorld()),
  '/queries?n=20': (response) => sendJson(response, Array.from({ length: 20 }, randomWorld)),
  '/updates?n=20': (response) => {
    const rows = Array.from({ length: 20 }, randomWorld);
    for (const row of rows) {
      row.randomNumber = randomId();
      update.run(row.randomNumber, row.id);
    }
    sendJson(response, rows);
  },
  '/fortunes': (response) => sendHtml(response, fortunesPage(fortunes.all())),
  '/articles': (response) => sendHtml(response, articlesPage(articles.all())),
};

async function create(request, response) {
  let body = '';
  for await (const part of request.setEncoding('utf8')) body += part;
  const fields = new URLSearchParams(body);
  const title = (fields.get('title') ?? '').trim();
  const text = fields.get('body') ?? '';
  const authorId = Number(fields.get('author_id'));
  if (title === '' || title.length > 200 || text === '' || author.get(authorId) === undefined) {
    response.writeHead(400).end('invalid');
    return;
  }
  insert.run(title, text, new Date().toISOString().slice(0, 10), authorId);
  response.writeHead(302, { Location: '/articles' }).end();
}

http
  .createServer((request, response) => {
    if (request.method === 'POST' && request.url === '/articles/create')
      return void create(request, response);
    const answer = answers[request.url];
    if (answer !== undefined) return answer(response);
    response.writeHead(404).end();
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
