// The limit of the ORM part: better-sqlite3 by hand, through the same methods as bench/orm.mjs.
import Database from 'better-sqlite3';

const COLUMNS = 'title, body, published_on, is_featured, views, author_id';
const values = (row) => [
  row.title,
  row.body,
  row.publishedOn,
  row.isFeatured ? 1 : 0,
  row.views,
  row.authorId,
];
const make = (row) => ({
  id: row.id,
  title: row.title,
  body: row.body,
  publishedOn: row.published_on,
  isFeatured: row.is_featured === 1,
  views: row.views,
  authorId: row.author_id,
});
const sum = (rows) => rows.reduce((total, row) => total + row.views, 0);

export function open({ url }) {
  const db = new Database(url);
  db.pragma('synchronous = NORMAL');
  const insert = db.prepare(`INSERT INTO article (${COLUMNS}) VALUES (?,?,?,?,?,?)`);
  const byKey = db.prepare('SELECT * FROM article WHERE id = ?');
  const joined = db.prepare(
    'SELECT a.*, u.name, u.email FROM article a JOIN author u ON u.id = a.author_id WHERE a.views > ? AND a.is_featured = 1 ORDER BY a.id DESC LIMIT 30',
  );
  const update = db.prepare('UPDATE article SET views = ? WHERE id = ?');
  const grouped = db.prepare(
    'SELECT author_id, count(*) n, avg(views) a FROM article GROUP BY author_id ORDER BY author_id',
  );
  return {
    fetchAll: () => sum(db.prepare('SELECT * FROM article').all().map(make)),
    getPk: (ids) => ids.reduce((total, id) => total + make(byKey.get(id)).views, 0),
    join(times) {
      let length = 0;
      for (let i = 0; i < times; i++)
        for (const row of joined.all(i))
          length += Object.assign(make(row), {
            author: { id: row.author_id, name: row.name, email: row.email },
          }).author.name.length;
      return length;
    },
    prefetch() {
      const articles = new Map(
        db
          .prepare('SELECT * FROM article ORDER BY id LIMIT 1000')
          .all()
          .map((row) => [row.id, Object.assign(make(row), { tags: [] })]),
      );
      const links = db.prepare(
        `SELECT x.article_id, t.id, t.name FROM article_tags x JOIN tag t ON t.id = x.tag_id WHERE x.article_id IN (${[...articles.keys()]})`,
      );
      for (const link of links.all())
        articles.get(link.article_id).tags.push({ id: link.id, name: link.name });
      return [...articles.values()].reduce((total, article) => total + article.tags.length, 0);
    },
    group(times) {
      let total = 0;
      for (let i = 0; i < times; i++) total += grouped.all().reduce((n, row) => n + row.n, 0);
      return total;
    },
    updatePk: (list) =>
      db.transaction(() => {
        for (const [id, views] of list) update.run(views, id);
      })(),
    insertOne: (rows) =>
      db.transaction(() => {
        for (const row of rows) insert.run(values(row));
      })(),
    insertBulk: (rows) =>
      db.transaction(() => {
        for (let i = 0; i < rows.length; i += 1000) {
          const part = rows.slice(i, i + 1000);
          db.prepare(
            `INSERT INTO article (${COLUMNS}) VALUES ${part.map(() => '(?,?,?,?,?,?)').join(',')}`,
          ).run(...part.flatMap(values));
        }
      })(),
    close: () => db.close(),
  };
}
