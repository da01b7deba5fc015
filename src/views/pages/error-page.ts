import { htmlDocument } from './document.ts';
import { html } from './markup.ts';

const STYLE = `
body { min-height: 100vh; min-height: 100dvh; display: grid; place-items: center; padding: 2rem 1.5rem; }
main { max-width: 30rem; display: grid; gap: .75rem; }
.status { font: 600 .9375rem var(--mono); color: var(--accent); }
h1 { font-size: clamp(1.5rem, 5vw, 2rem); }
p { color: var(--ink-soft); }
`;

const TEXTS: Readonly<Record<number, readonly [title: string, text: string]>> = {
  400: ['Bad request', 'The server could not read what your browser sent.'],
  403: ['Forbidden', 'You are not allowed to see this page or to do this.'],
  404: ['Not found', 'There is nothing at this address. It may have moved, or the link may be wrong.'],
  413: ['Too large', 'What your browser sent is larger than this site takes.'],
  500: ['Server error', 'Something went wrong on our side. Please try again in a while.'],
};

/** What visitors of a site in production see when it has no page of its own for a status; it says nothing about the site. */
export function errorPage(status: number): string {
  const [title, text] = TEXTS[status] ?? TEXTS[500]!;
  return htmlDocument({
    title,
    style: STYLE,
    body: html`<main>
<p class="status">${status}</p>
<h1>${title}</h1>
<p>${text}</p>
</main>`,
  });
}
