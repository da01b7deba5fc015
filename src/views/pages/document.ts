import { html, Markup } from './markup.ts';

/** The look that Jango's own pages share: one column, colours by name, light and dark. */
const BASE_STYLE = `
:root {
  color-scheme: light dark;
  --ground: #f6f6f3; --surface: #fff; --sunken: #f0f0ec; --line: #e2e2db; --line-strong: #c9cac2;
  --ink: #1d2125; --ink-soft: #565d64; --ink-faint: #6f767d;
  --accent: #0b6b5d; --accent-wash: #e3f1ee; --danger: #a8231c; --danger-wash: #fcebe9; --mark: #fdf3dc;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Apple SD Gothic Neo", "Noto Sans KR", "Malgun Gothic", sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Noto Sans Mono CJK KR", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #15171a; --surface: #1d2024; --sunken: #181b1e; --line: #2e3339; --line-strong: #434a52;
    --ink: #e8eaec; --ink-soft: #a5adb5; --ink-faint: #858d96;
    --accent: #5fd0b5; --accent-wash: #1b3330; --danger: #ff8d83; --danger-wash: #3a1e1c; --mark: #372c16;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 400 1rem/1.55 var(--sans); overflow-wrap: anywhere; }
h1, h2, h3, p, pre, ol, ul, dl, dd, table { margin: 0; }
h1, h2, h3 { line-height: 1.25; font-weight: 650; letter-spacing: -.01em; text-wrap: balance; }
code, pre, kbd { font-family: var(--mono); font-size: .875em; }
a { color: var(--accent); text-underline-offset: .15em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
`;

export interface DocumentParts {
  title: string;
  /** Rules of this page, after those that all share. */
  style: string;
  body: Markup;
  lang?: string;
}

/** A page that needs nothing from outside: no script, no font, no image is fetched. */
export function htmlDocument({ title, style, body, lang = 'en' }: DocumentParts): string {
  return html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${new Markup(BASE_STYLE + style)}</style>
</head>
<body>
${body}
</body>
</html>
`.toString();
}
