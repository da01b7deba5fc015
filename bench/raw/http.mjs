// One server under load from this process: checked first, then the CPU time that it takes per request, by the accounting of Linux.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';

export const ENDPOINTS = {
  plaintext: '/plaintext',
  json: '/json',
  db: '/db',
  queries: '/queries?n=20',
  fortunes: '/fortunes',
  updates: '/updates?n=20',
  articles: '/articles',
  create: '/articles/create',
};
const CONNECTIONS = 32;
const FORM = { title: 'A new & <fresh> title', body: 'Some body text. '.repeat(20), author_id: '7' };

/**
 * @param server { folder, file, database, variant }
 * @param check called with the pages and a function that sends forms; throws for answers that are wrong
 * @returns microseconds by endpoint
 */
export async function measureServer(server, seconds, check) {
  const port = 48_200 + Math.floor(Math.random() * 500);
  const child = spawn(process.execPath, [server.file], {
    cwd: server.folder,
    env: {
      ...process.env,
      DB_PATH: server.database,
      VARIANT: server.variant,
      PORT: String(port),
      HOST: '127.0.0.1',
      NODE_ENV: 'production',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const send = (url, options) => request({ port, agent, host: '127.0.0.1', path: url }, options);
  try {
    await untilUp(send, path.join(server.folder, server.file));
    const form = await visit(send);
    await check(send, form);
    const figures = {};
    for (const [name, url] of Object.entries(ENDPOINTS)) {
      const once = () => send(url, name === 'create' ? form : { headers: cookieOf(form) });
      await load(once, seconds);
      const before = cpuSeconds(child.pid);
      const count = await load(once, seconds);
      figures[name] = ((cpuSeconds(child.pid) - before) * 1e6) / count;
    }
    return figures;
  } finally {
    agent.destroy();
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
  }
}

/** Open the page with the form as a browser would. @returns the request that sends it: the cookie, and the token of its hidden field */
async function visit(send) {
  const page = await send('/articles');
  const cookie = (page.headers['set-cookie'] ?? []).map((one) => one.split(';')[0]).join('; ');
  const [, name, value] = /<input type="hidden" name="(\w+)" value="(\w+)">/.exec(page.text) ?? [];
  const fields = name === undefined ? FORM : { ...FORM, [name]: value };
  return { method: 'POST', fields, headers: cookie === '' ? {} : { cookie } };
}

const cookieOf = ({ headers }) => headers;

function request(target, { method = 'GET', headers = {}, fields } = {}) {
  const body = fields === undefined ? undefined : new URLSearchParams(fields).toString();
  const form = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': body?.length };
  return new Promise((resolve, reject) => {
    const sent = http.request(
      { ...target, method, headers: body === undefined ? headers : { ...headers, ...form } },
      (response) => {
        const parts = [];
        response.on('data', (part) => parts.push(part));
        response.on('end', () =>
          resolve({
            status: response.statusCode,
            headers: response.headers,
            text: Buffer.concat(parts).toString(),
          }),
        );
      },
    );
    sent.on('error', reject).end(body);
  });
}

async function untilUp(send, file) {
  for (let i = 0; (await send('/plaintext').catch(() => undefined))?.status !== 200; i++) {
    if (i > 400) throw new Error(`${file} does not answer`);
    await sleep(20);
  }
}

async function load(once, seconds) {
  const end = performance.now() + seconds * 1000;
  let count = 0;
  const worker = async () => {
    while (performance.now() < end) {
      const { status } = await once();
      if (status !== 200 && status !== 302) throw new Error(`Under load, an answer has status ${status}`);
      count++;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  return count;
}

function cpuSeconds(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** How many articles a database holds. */
export function countArticles(file) {
  const db = new Database(file, { readonly: true });
  try {
    return db.prepare('SELECT count(*) AS n FROM article').get().n;
  } finally {
    db.close();
  }
}
