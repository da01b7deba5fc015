// The ORM part's row of Jango: `open()` answers the tasks of the kit (its README, "Adding a row"). Reads answer checksums.
import path from 'node:path';
import 'jango/register';
import { configure } from 'jango/conf';

export async function open({ db, url }) {
  configure({
    BASE_DIR: path.join(import.meta.dirname, 'app'),
    SECRET_KEY: 'not-needed-here',
    INSTALLED_APPS: ['core'],
    DEFAULT_AUTO_FIELD: 'AutoField',
    DATABASES: { default: db === 'sqlite' ? { ENGINE: 'sqlite3', NAME: url } : postgresql(url) },
  });
  const { setup } = await import('jango');
  await setup();
  const { atomic, Avg, connections, Count } = await import('jango/db');
  const { Article } = await import('./app/core/models.ts');
  const sumViews = (rows) => rows.reduce((total, row) => total + row.views, 0);
  return {
    fetchAll: async () => sumViews(await Article.objects.all()),
    async getPk(ids) {
      let total = 0;
      for (const id of ids) total += (await Article.objects.get({ pk: id })).views;
      return total;
    },
    async join(times) {
      let length = 0;
      for (let i = 0; i < times; i++) {
        const rows = await Article.objects
          .filter({ views__gt: i, isFeatured: true })
          .selectRelated('author')
          .orderBy('-pk')
          .slice(0, 30);
        for (const row of rows) length += row.author.name.length;
      }
      return length;
    },
    async prefetch() {
      const rows = await Article.objects.prefetchRelated('tags').orderBy('pk').slice(0, 1000);
      let tags = 0;
      for (const row of rows) tags += (await row.tags.all()).length;
      return tags;
    },
    async group(times) {
      let total = 0;
      for (let i = 0; i < times; i++) {
        const rows = await Article.objects
          .values('authorId')
          .annotate({ n: Count('pk'), a: Avg('views') })
          .orderBy('authorId');
        total += rows.reduce((sum, row) => sum + row.n, 0);
      }
      return total;
    },
    updatePk: (list) =>
      atomic(async () => {
        for (const [id, views] of list) await Article.objects.filter({ pk: id }).update({ views });
      }),
    insertOne: (rows) =>
      atomic(async () => {
        for (const row of rows) await Article.objects.create(row);
      }),
    insertBulk: (rows) =>
      atomic(async () => {
        await Article.objects.bulkCreate(rows, { batchSize: 1000 });
      }),
    close: () => connections.closeAll(),
  };
}

function postgresql(url) {
  const { hostname, port, username, password, pathname } = new URL(url);
  return {
    ENGINE: 'postgresql',
    NAME: pathname.slice(1),
    USER: decodeURIComponent(username),
    PASSWORD: decodeURIComponent(password),
    HOST: hostname,
    PORT: port === '' ? 5432 : Number(port),
  };
}
