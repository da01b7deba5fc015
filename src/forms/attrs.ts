import { htmlText } from './display-text.ts';

/** HTML attributes: `true` prints the name alone, `false`, null and undefined leave it out. */
export type Attrs = Record<string, unknown>;

/** ` maxlength="20" required`, in the order of the object, values escaped. */
export function renderAttrs(attrs: Readonly<Attrs> | undefined): string {
  let html = '';
  for (const name in attrs) {
    const value = attrs[name];
    if (value === false || value === null || value === undefined) continue;
    html += value === true ? ` ${name}` : ` ${name}="${htmlText(value)}"`;
  }
  return html;
}
