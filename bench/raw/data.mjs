// The data of the raw bench: the same rows at each run, in an SQLite file with the tables that bench/app reads.
import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';

const ROWS = 10_000;
const FORTUNES = [
  'A bug with seniority is a feature.',
  'Any program that runs right is obsolete.',
  '<script>alert("not a box")</script>',
  '프레임워크 벤치마크',
];

function random(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Articles without keys, as the insert tasks take them. */
export function newRows(count = ROWS) {
  const next = random(7);
  return Array.from({ length: count }, (_, i) => ({
    title: `Article ${i + 1}: naïve & "quoted"`,
    body: 'Some body text, 5>3 and 2<4. '.repeat(8),
    publishedOn: new Date(Date.UTC(2020, 0, 1 + next(1800))).toISOString().slice(0, 10),
    isFeatured: next(10) < 3,
    views: next(5000),
    authorId: 1 + next(100),
  }));
}

export function seed(file) {
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.exec(`CREATE TABLE world (id integer PRIMARY KEY, randomnumber integer NOT NULL);
    CREATE TABLE fortune (id integer PRIMARY KEY, message varchar(2048) NOT NULL);
    CREATE TABLE author (id integer PRIMARY KEY AUTOINCREMENT, name varchar(100) NOT NULL, email varchar(200) NOT NULL);
    CREATE TABLE tag (id integer PRIMARY KEY AUTOINCREMENT, name varchar(50) NOT NULL);
    CREATE TABLE article (id integer PRIMARY KEY AUTOINCREMENT, title varchar(200) NOT NULL, body text NOT NULL, published_on date NOT NULL,
      is_featured bool NOT NULL, views integer NOT NULL, author_id integer NOT NULL REFERENCES author(id));
    CREATE TABLE article_tags (id integer PRIMARY KEY AUTOINCREMENT, article_id integer NOT NULL REFERENCES article(id), tag_id integer NOT NULL REFERENCES tag(id));
    CREATE INDEX article_author_idx ON article(author_id);
    CREATE UNIQUE INDEX article_tags_uq ON article_tags(article_id, tag_id);`);
  const next = random(1);
  db.transaction(() => {
    const put = (table, ...values) =>
      db.prepare(`INSERT INTO ${table} VALUES (${values.map(() => '?').join(',')})`).run(...values);
    for (let id = 1; id <= ROWS; id++) put('world', id, 1 + next(10_000));
    for (const [i, message] of FORTUNES.entries()) put('fortune', i + 1, message);
    for (let id = 1; id <= 100; id++)
      put('author', id, `Author ${id} O'Neil & Sons`, `author${id}@example.com`);
    for (let id = 1; id <= 50; id++) put('tag', id, `tag-${id}`);
    for (const [i, row] of newRows().entries()) {
      const { title, body, publishedOn, isFeatured, views, authorId } = row;
      put('article', i + 1, title, body, publishedOn, isFeatured ? 1 : 0, views, authorId);
    }
    let id = 0;
    for (let article = 1; article <= ROWS; article++)
      for (let k = 0; k < 3; k++) put('article_tags', ++id, article, 1 + ((article * 7 + k * 17) % 50));
  })();
  db.exec('ANALYZE');
  db.close();
}
