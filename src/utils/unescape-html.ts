import { createRequire } from 'node:module';
import type { decodeHTML } from 'entities';

let decode: typeof decodeHTML | undefined;

/** Character references as the characters they stand for: `&lt;` and `&#60;` are `<`. The table of names is loaded on first use. */
export function unescapeHtml(html: string): string {
  if (!html.includes('&')) return html;
  decode ??= (createRequire(import.meta.url)('entities') as { decodeHTML: typeof decodeHTML }).decodeHTML;
  return decode(html);
}
