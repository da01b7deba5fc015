import { setTimeout as wait } from 'node:timers/promises';
import { configure } from 'jango/conf';
import { atomic, connection, connections, models, OperationalError, registerModel } from 'jango/db';
import { HttpResponse, StreamingHttpResponse } from 'jango/http';
import { path } from 'jango/urls';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { gate } from '../../support/gate.ts';
import {
  freePort,
  type PrivateServer,
  privateMariadb,
  privatePostgres,
} from '../../support/private-servers.ts';
import { captureLog, type Site, startSite } from '../../support/site.ts';
import { stallCommits, unstallCommits } from '../../support/stalled-commits.ts';

configure({ SECRET_KEY: 'x', BASE_DIR: '/nowhere' });

class Note extends models.Model {
  text = models.CharField({ maxLength: 50 });
  /** So much that no buffer between here and the server holds all of the rows. */
  body = models.TextField({ default: '' });
  static objects = models.Manager<Note>();
}
registerModel(Note, 'site');

const SLOW = { postgresql: 'SELECT pg_sleep(30)', mysql: 'SELECT sleep(30)' } as const;

/** What a view waits for in the middle of its block, and what it says when it is there. */
let current: ReturnType<typeof gate> | undefined;

const makeGate = () => {
  const made = gate();
  current = made;
  return made;
};

const urlpatterns = [
  path(
    'notes/',
    async () => new HttpResponse(String(await Note.objects.filter({ text__contains: '' }).count())),
  ),
  path('slow/', async () => {
    await connection.query(SLOW[connection.vendor as keyof typeof SLOW]);
    return new HttpResponse('slept');
  }),
  path('two/<slug:text>/', async (_request, { text }) => {
    await atomic(async () => {
      await Note.objects.create({ text });
      current?.reach();
      await current?.opened;
      await Note.objects.create({ text });
    });
    return new HttpResponse('written');
  }),
  path('one/<slug:text>/', async (_request, { text }) => {
    await atomic(async () => {
      await Note.objects.create({ text });
      current?.reach();
      await current?.opened;
    });
    return new HttpResponse('written');
  }),
  path('stream/', () => new StreamingHttpResponse(slowly())),
];

async function* slowly(): AsyncIterable<string> {
  for await (const note of Note.objects.orderBy('pk').iterator({ chunkSize: 1 })) {
    yield `${note.pk} ${note.body}\n`;
    await wait(50);
  }
}

const SERVERS = [
  ['PostgreSQL', privatePostgres],
  ['MariaDB', privateMariadb],
] as const;

describe.each(SERVERS)('a site whose server of %s is killed', { timeout: 120_000 }, (name, make) => {
  let server: PrivateServer | undefined;
  let site: Site;
  let restore: () => Promise<void> = async () => {};

  beforeAll(async () => {
    const made = await make();
    if ('absent' in made) {
      console.warn(`The tests of a site whose server of ${name} is killed are skipped: ${made.absent}.`);
      return;
    }
    server = made;
    await server.start();
    const settings = { ...server.settings, OPTIONS: { pool: { max: 3, acquireTimeout: 5 } } };
    restore = await connections.override('default', settings);
    const editor = await connection.schemaEditor();
    await editor.run(() => editor.createModel(Note as never));
    const body = 'x'.repeat(50_000);
    const notes = Array.from({ length: 200 }, (_, i) => new Note({ text: `note ${i}`, body }));
    await Note.objects.bulkCreate(notes, { batchSize: 20 });
    site = await startSite({ ROOT_URLCONF: { urlpatterns } as never, MIDDLEWARE: [], DEBUG: false });
  }, 120_000);

  afterAll(async () => {
    await site?.close();
    await restore();
    await server?.remove();
  });

  afterEach(() => {
    current = undefined;
  });

  const ask = async (url: string) => (await site.fetch(url)).text();

  test('answers 500 while a query runs, 500 that names the server while it is away, and goes on when it is back', async (context) => {
    if (server === undefined) return context.skip();
    await ask('/notes/');
    const during = await captureLog(async () => {
      const running = site.fetch('/slow/');
      await wait(500);
      await server!.kill();
      return (await running).status;
    });
    expect(during.result).toBe(500);
    expect(during.log).toMatch(/OperationalError/);
    expect(during.log).toMatch(/new connection/);

    await wait(500);
    const away = await captureLog(async () => (await site.fetch('/notes/')).status);
    expect(away.result).toBe(500);
    expect(away.log).toContain(`OperationalError`);
    expect(away.log).toContain(`127.0.0.1:${server.settings.PORT}`);
    expect(away.log).toContain("Check HOST and PORT of DATABASES['default']");

    await server.start();
    expect(await ask('/notes/')).toBe('200');
  });

  test('has written nothing of a transaction that was open', async (context) => {
    if (server === undefined) return context.skip();
    const { result } = await captureLog(async () => {
      const { reached, open } = makeGate();
      const running = site.fetch('/two/open/');
      await reached;
      await server!.kill();
      open();
      return (await running).status;
    });
    expect(result).toBe(500);

    await server.start();
    expect(await ask('/notes/')).toBe('200');
    current = undefined;
    expect(await ask('/two/whole/')).toBe('written');
    expect(await ask('/notes/')).toBe('202');
    expect(await Note.objects.filter({ text: 'open' }).count()).toBe(0);
  });

  test('does not say that a transaction was undone when it died during its COMMIT', async (context) => {
    if (server === undefined) return context.skip();
    // MariaDB takes no insert under its lock, PostgreSQL needs the trigger before the insert.
    const late = server.settings.ENGINE === 'mysql';
    const stall = () => stallCommits('site_note', server!.settings);
    if (!late) await stall();
    const { result, log } = await captureLog(async () => {
      const { reached, open } = makeGate();
      const running = site.fetch('/one/stalled/');
      await reached;
      if (late) await stall();
      open();
      await wait(500);
      await server!.kill();
      return (await running).status;
    });
    expect(result).toBe(500);
    expect(log).toMatch(/may( or may not)? have been done/);

    current = undefined;
    await server.start();
    await unstallCommits('site_note', server.settings);
    expect(await Note.objects.filter({ text: 'stalled' }).count()).toBe(0);
    expect(await ask('/two/after/')).toBe('written');
  });

  test('needs no second request when all of its connections were idle', async (context) => {
    if (server === undefined) return context.skip();
    await Promise.all([1, 2, 3, 4].map(() => ask('/notes/')));
    await server.kill();
    await server.start();
    const answers = await Promise.all([1, 2, 3, 4].map(async () => (await site.fetch('/notes/')).status));
    expect(answers).toEqual([200, 200, 200, 200]);
  });

  test('ends a response whose rows came through a cursor, and has its connection back', async (context) => {
    if (server === undefined) return context.skip();
    for (let round = 0; round < 2; round++) {
      await captureLog(async () => {
        const response = await site.fetch('/stream/');
        await wait(300);
        await server!.kill();
        await expect(response.text()).rejects.toThrow();
      });
      await server.start();
      const answers = await Promise.all([1, 2, 3, 4].map(async () => (await site.fetch('/notes/')).status));
      expect(answers).toEqual([200, 200, 200, 200]);
    }
  });
});

describe.each([
  ['PostgreSQL', { ENGINE: 'postgresql', NAME: 'x', USER: 'x' }],
  ['MariaDB', { ENGINE: 'mysql', NAME: 'x', USER: 'x' }],
] as const)('where no server of %s is', (_name, settings) => {
  const failure = async (place: { HOST: string; PORT?: number }): Promise<unknown> => {
    const restore = await connections.override('default', { ...settings, ...place });
    try {
      return await connection.query('SELECT 1');
    } catch (error) {
      return error;
    } finally {
      await restore();
    }
  };

  test('a refused connection says the host and the port, and what to check', async () => {
    const port = await freePort();
    const error = await failure({ HOST: '127.0.0.1', PORT: port });
    expect(error).toBeInstanceOf(OperationalError);
    expect(String(error)).toContain(`127.0.0.1:${port}`);
    expect((error as OperationalError).hint).toContain("Check HOST and PORT of DATABASES['default']");
  });

  test('a socket that is gone is named', async () => {
    const error = await failure({ HOST: '/nowhere/at-all' });
    expect(error).toBeInstanceOf(OperationalError);
    expect(String(error)).toContain('/nowhere/at-all');
  });

  test('a host that has no address is named', async () => {
    const error = await failure({ HOST: 'nowhere.invalid' });
    expect(error).toBeInstanceOf(OperationalError);
    expect(String(error)).toContain('nowhere.invalid');
  });
});
