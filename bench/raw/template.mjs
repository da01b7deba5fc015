// The limit of the template part: the page of bench/templates by hand. `context()` is what both rows render.
import { escapeHtml, truncate } from './pages.mjs';

export function context() {
  const rows = Array.from({ length: 100 }, (_, i) => ({
    id: i + 1,
    name: `Item ${i + 1} & co`,
    note:
      i % 3
        ? `Plain note number ${i} without anything special in it`
        : `<b>note</b> "${i}" isn't > & safe, é and so on and on`,
    price: ((i * 7919) % 99_999) / 100,
    active: i % 2 === 0,
  }));
  return { title: 'Report <1>', user: 'Ann & Bob', rows };
}

export const make = () => (c) => {
  let html = `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${escapeHtml(c.title.toUpperCase())}</title></head><body><header>Hello, ${escapeHtml(c.user)}</header><section class="report"><h1>${escapeHtml(c.title)}</h1><table>`;
  for (const row of c.rows) {
    html += `<tr class="${row.active ? 'on' : 'off'}"><td>${escapeHtml(row.id)}</td><td>${escapeHtml(row.name.toUpperCase())}</td><td>${escapeHtml(truncate(row.note, 40))}</td><td>${escapeHtml(row.price.toFixed(2))}</td><td>${row.active ? 'yes' : 'no'}</td></tr>`;
  }
  return `${html}</table></section><footer>The end</footer></body></html>`;
};
