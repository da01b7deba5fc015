// What a server of the HTTP part has to answer before it is measured: the same as the first one that was asked.
import { countArticles } from './http.mjs';

/** HTML without what doesn't count: entities' spelling, white space between tags, hidden fields. */
export const plainHtml = (html) =>
  html
    .replace(/<input type="hidden"[^>]*>/g, '')
    .replace(/&#x27;|&#39;/g, "'")
    .replace(/\s+/g, ' ')
    .replace(/ ?(<[^>]*>) ?/g, '$1')
    .trim();

/** A check for several servers, each with a database of its own. */
export function answerCheck() {
  let pages;
  return async (name, database, send, form) => {
    const expect = (holds, what) => {
      if (!holds) throw new Error(`${name}: ${what}`);
    };
    expect((await send('/plaintext')).text === 'Hello, World!', '/plaintext differs');
    expect((await send('/json')).text === '{"message":"Hello, World!"}', '/json differs');
    expect(isWorld(JSON.parse((await send('/db')).text)), '/db is no row');
    for (const url of ['/queries?n=20', '/updates?n=20']) {
      const rows = JSON.parse((await send(url)).text);
      expect(rows.length === 20 && rows.every(isWorld), `${url} is no list of 20 rows`);
    }
    const found = [plainHtml((await send('/fortunes')).text), plainHtml((await send('/articles')).text)];
    pages ??= found;
    expect(found[0] === pages[0], 'the page /fortunes differs');
    expect(found[1] === pages[1], 'the page /articles differs');
    const before = countArticles(database);
    expect((await send('/articles/create', form)).status === 302, 'a form is not taken');
    const { status } = await send('/articles/create', { ...form, fields: { ...form.fields, title: '' } });
    expect(status >= 400 && status < 500, `a form without a title is answered ${status}`);
    expect(countArticles(database) === before + 1, 'of two forms, not exactly the good one was stored');
  };
}

const isWorld = (row) => Object.keys(row).join() === 'id,randomNumber' && Number.isInteger(row.randomNumber);
