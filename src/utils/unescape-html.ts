import { decodeHTML } from 'entities';

/** Character references as the characters they stand for: `&lt;` and `&#60;` are `<`. */
export function unescapeHtml(html: string): string {
  return html.includes('&') ? decodeHTML(html) : html;
}
