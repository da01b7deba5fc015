import path from 'node:path';
import { settings } from '../../conf/configure.ts';
import { ownManifest } from '../../utils/own-manifest.ts';
import { htmlDocument } from '../pages/document.ts';
import { html, type Markup } from '../pages/markup.ts';
import { mark } from './mark.ts';

const STYLE = `
body { min-height: 100vh; min-height: 100dvh; display: grid; grid-template-rows: 1fr auto; }
main { width: 100%; max-width: 60rem; margin: 0 auto; padding: clamp(2rem, 7vw, 5rem) clamp(1.25rem, 5vw, 3rem); display: grid; gap: clamp(2rem, 5vw, 3.25rem); align-content: center; }
.hello { display: grid; gap: .875rem; justify-items: start; }
h1 { font-size: clamp(1.875rem, 6vw, 3rem); letter-spacing: -.025em; }
.hello p { color: var(--ink-soft); font-size: 1.0625rem; max-width: 40rem; }
.steps { list-style: none; padding: 0; display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 16.5rem), 1fr)); counter-reset: step; }
.steps li { background: var(--surface); border: 1px solid var(--line); border-radius: 12px; padding: 1.25rem; display: grid; gap: .625rem; align-content: start; counter-increment: step; grid-template-columns: minmax(0, 1fr); }
.steps h2 { font-size: 1rem; }
.steps h2::before { content: counter(step); display: inline-grid; place-items: center; width: 1.625rem; height: 1.625rem; margin-right: .625rem; border-radius: 50%; background: var(--accent-wash); color: var(--accent); font-size: .8125rem; }
.steps p { color: var(--ink-soft); font-size: .9375rem; }
pre { background: var(--sunken); border: 1px solid var(--line); border-radius: 8px; padding: .625rem .75rem; overflow-x: auto; font-size: .8125rem; line-height: 1.6; }
footer { border-top: 1px solid var(--line); color: var(--ink-faint); font-size: .875rem; padding: 1rem clamp(1.25rem, 5vw, 3rem); display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; justify-content: space-between; }
`;

/** What a new project shows at `/` as long as it has no URL patterns of its own. */
export function welcomePage(options: { adminPath: string | undefined }): string {
  const urls = settings.ROOT_URLCONF;
  return htmlDocument({
    title: 'The installation works',
    style: STYLE,
    body: html`<main>
<div class="hello">
${mark(52)}
<h1>Your project is running.</h1>
<p>This page is here because <code>${urls}</code> has no URL patterns of yours yet and <code>DEBUG</code> is on. It goes when you add the first one.</p>
</div>
<ol class="steps">
${step(
  'Make an app',
  html`<p>A folder for one part of your site: its models, views and pages.</p>
<pre>node manage.js startapp articles</pre>
<p>Then name it in <code>INSTALLED_APPS</code> of your settings.</p>`,
)}
${step(
  'Give it a page',
  html`<p>Write a view in <code>articles/views.ts</code> and a route in <code>${urls}</code>.</p>
<pre>path('', views.index)</pre>
<p>Save, and look at this page again.</p>`,
)}
${step(
  'Keep data',
  html`<p>Make the tables of your apps, and an account for yourself.</p>
<pre>node manage.js migrate
node manage.js createsuperuser</pre>
${options.adminPath !== undefined && html`<p>Then log in at <a href="${options.adminPath}">${options.adminPath}</a>.</p>`}`,
)}
</ol>
</main>
<footer><span>Jango ${ownManifest().version}, Node ${process.versions.node}</span><span>${path.basename(settings.BASE_DIR)}</span></footer>`,
  });
}

function step(title: string, body: Markup): Markup {
  return html`<li><h2>${title}</h2>${body}</li>`;
}
