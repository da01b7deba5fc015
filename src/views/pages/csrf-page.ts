import { htmlDocument } from './document.ts';
import { html, type Markup } from './markup.ts';

const STYLE = `
body { min-height: 100vh; min-height: 100dvh; display: grid; align-items: center; padding: clamp(1.5rem, 6vw, 4rem) clamp(1.25rem, 5vw, 3rem); }
main { width: 100%; max-width: 46rem; margin: 0 auto; display: grid; gap: 1.25rem; grid-template-columns: minmax(0, 1fr); }
.status { font: 600 .9375rem var(--mono); color: var(--danger); }
h1 { font-size: clamp(1.5rem, 5vw, 2rem); }
.soft { color: var(--ink-soft); }
.card { background: var(--surface); border: 1px solid var(--line); border-radius: 10px; padding: 1.125rem 1.25rem; display: grid; gap: .75rem; grid-template-columns: minmax(0, 1fr); }
.reason { border-left: 3px solid var(--danger); }
h2 { font-size: 1rem; }
ul { padding-left: 1.25rem; display: grid; gap: .5rem; }
pre { background: var(--sunken); border: 1px solid var(--line); border-radius: 8px; padding: .625rem .75rem; overflow-x: auto; font-size: .8125rem; line-height: 1.6; }
`;

/** The page for a refused form. @param withHelp tell the developer what to do */
export function csrfPage(reason: string, withHelp: boolean): string {
  return htmlDocument({
    title: 'Form refused',
    style: STYLE,
    body: html`<main>
<p class="status">403</p>
<h1>This form was refused</h1>
<p class="soft">It could not be shown that the form came from a page of this site, so it was not processed: another site might have sent it in your name. Go back, reload the page and try again. Your browser has to accept cookies from this site.</p>
${withHelp && html`<section class="card reason"><h2>Reason</h2><p>${reason}</p></section>${help(reason)}`}
</main>`,
  });
}

function help(reason: string): Markup {
  return html`<section class="card">
<h2>What to do</h2>
${advice(reason)}
<p class="soft">You see this part because <code>DEBUG</code> is on.</p>
</section>`;
}

function advice(reason: string): Markup {
  if (reason.startsWith('Origin') || reason.startsWith('Sec-Fetch')) {
    return html`<p>The form was sent from a page under another address than the one it was sent to. If that page is yours, add its origin to the settings:</p>
<pre>CSRF_TRUSTED_ORIGINS: ['https://www.example.com']</pre>
<p>Behind a proxy, check that it hands on the <code>Host</code> header, and that <code>SECURE_PROXY_SSL_HEADER</code> says how it marks https.</p>`;
  }
  if (reason.startsWith('Referer')) {
    return html`<p>Over https the browser has to say which page the form was on. Check that nothing (a <code>Referrer-Policy</code>, a <code>&lt;meta&gt;</code> tag, an extension) takes the <code>Referer</code> header away; for pages of another domain use <code>CSRF_TRUSTED_ORIGINS</code>.</p>`;
  }
  return html`<ul>
<li>Write the tag inside of every form of your site that is sent by POST:</li>
</ul>
<pre>&lt;form method="post"&gt;
  {% csrf_token %}
  ...
&lt;/form&gt;</pre>
<ul>
<li>Render the page with its request: <code>render(request, 'page.html', ...)</code>.</li>
<li>From a script, send the token in the <code>X-CSRFToken</code> header; the cookie <code>csrftoken</code> has it.</li>
<li>After logging in, forms of other tabs hold an old token: reload them.</li>
</ul>`;
}
