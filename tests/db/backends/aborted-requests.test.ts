import { atomic, connections, models } from 'jango/db';
import { HttpResponse, StreamingHttpResponse } from 'jango/http';
import { path } from 'jango/urls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allEngines } from '../../support/engines.ts';
import { gate } from '../../support/gate.ts';
import { captureLog, type Site, startSite } from '../../support/site.ts';
import { makeTables } from '../query/app.ts';

class Page extends models.Model {
  text = models.TextField();
  static objects = models.Manager<Page>();
}

let current = gate();

async function* pages(): AsyncIterable<string> {
  for await (const page of Page.objects.all().iterator({ chunkSize: 1 })) yield page.text;
}

const urlpatterns = [
  path('count/', async () => new HttpResponse(String(await Page.objects.count()))),
  path('write/', async () => {
    await atomic(async () => {
      await Page.objects.create({ text: 'written' });
      current.reach();
      await current.opened;
    });
    return new HttpResponse('written');
  }),
  path('fail/', async () => {
    await atomic(async () => {
      await Page.objects.create({ text: 'failed' });
      current.reach();
      await current.opened;
      throw new Error('on purpose');
    });
    return new HttpResponse('never');
  }),
  path('stream/', () => new StreamingHttpResponse(pages())),
];

describe.each(await allEngines())('a visitor of a site on $name who goes away', ({ settings, absent }) => {
  describe.skipIf(absent !== undefined)('early', () => {
    let site: Site;
    beforeAll(async () => {
      const OPTIONS = settings.ENGINE === 'sqlite3' ? {} : { pool: { max: 2, acquireTimeout: 3 } };
      await makeTables('site', [Page], { ...settings, OPTIONS });
      const text = 'x'.repeat(50_000);
      await Page.objects.bulkCreate(
        Array.from({ length: 200 }, () => new Page({ text })),
        { batchSize: 20 },
      );
      site = await startSite({
        ROOT_URLCONF: { urlpatterns } as never,
        MIDDLEWARE: [],
        DATABASES: { default: { ...settings, OPTIONS } },
      });
    });
    afterAll(async () => {
      await site?.close();
      await connections.closeAll();
    });

    /** Begin a request, and go away once it is in its transaction. */
    async function abandon(url: string): Promise<void> {
      current = gate();
      const leaving = new AbortController();
      const request = site.fetch(url, { signal: leaving.signal }).catch(() => undefined);
      await current.reached;
      leaving.abort();
      await request;
      current.open();
    }

    const counts = () =>
      Promise.all([1, 2, 3, 4].map(async () => Number(await (await site.fetch('/count/')).text())));

    test('leaves the transaction to its end, which gives its connection back', async () => {
      for (let i = 0; i < 3; i++) await abandon('/write/');
      await expect.poll(counts).toEqual([203, 203, 203, 203]);
      await captureLog(async () => {
        for (let i = 0; i < 3; i++) await abandon('/fail/');
        await expect.poll(counts).toEqual([203, 203, 203, 203]);
      });
    });

    test('ends the reading of rows that were on their way, and their connection is free again', async () => {
      for (let i = 0; i < 5; i++) {
        const leaving = new AbortController();
        const response = await site.fetch('/stream/', { signal: leaving.signal });
        await response.body!.getReader().read();
        leaving.abort();
      }
      expect(await counts()).toEqual([203, 203, 203, 203]);
      expect(await (await site.fetch('/stream/')).text()).toHaveLength(200 * 50_000 + 3 * 'written'.length);
    });
  });
});
