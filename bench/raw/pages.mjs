// The pages of bench/app by hand.
const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#x27;' };
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

export function escapeHtml(value) {
  const text = String(value);
  return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (c) => ENTITIES[c]) : text;
}

export const truncate = (text, length) => (text.length > length ? `${text.slice(0, length - 1)}…` : text);

export function fortunesPage(stored) {
  const rows = [...stored, { id: 0, message: 'Additional fortune added at request time.' }];
  rows.sort((a, b) => (a.message < b.message ? -1 : 1));
  const body = rows.map((row) => `<tr><td>${row.id}</td><td>${escapeHtml(row.message)}</td></tr>`).join('');
  return `<!DOCTYPE html><html><head><title>Fortunes</title></head><body><table><tr><th>id</th><th>message</th></tr>${body}</table></body></html>`;
}

const FORM =
  '<form method="post" action="/articles/create"><label>Title <input name="title" maxlength="200"></label><label>Body <textarea name="body"></textarea></label><label>Author <input name="author_id" type="number"></label><button>Create</button></form>';

export function articlesPage(rows) {
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Articles</title></head><body><header><h1>News</h1><nav><a href="/">Home</a> <a href="/articles">Articles</a></nav></header><main>${FORM}<ul>${rows.map(articleItem).join('')}</ul></main><footer>Peers bench</footer></body></html>`;
}

function articleItem(row) {
  const featured = row.is_featured === 1;
  const [year, month, day] = row.published_on.split('-').map(Number);
  return `<li class="${featured ? 'featured' : 'plain'}"><h2>${escapeHtml(row.title)}</h2><p class="meta">by ${escapeHtml(row.name.toUpperCase())} on ${day} ${MONTHS[month - 1]} ${year}, ${row.views} views</p><p>${escapeHtml(truncate(row.body, 80))}</p>${featured ? '<em>Featured</em>' : ''}</li>`;
}
