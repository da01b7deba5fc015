import { settings } from '../../conf/configure.ts';
import type { Http404 } from '../../http/http404.ts';
import type { HttpRequest } from '../../http/request.ts';
import { getResolver, type Urlconf } from '../../urls/get-resolver.ts';
import { Resolver404 } from '../../urls/resolver404.ts';
import { UrlPattern } from '../../urls/url-pattern.ts';
import type { UrlEntry } from '../../urls/urlconf.ts';
import { nearest } from '../../utils/nearest.ts';
import { htmlDocument } from '../pages/document.ts';
import { html, type Markup } from '../pages/markup.ts';
import { DEBUG_STYLE } from './debug-style.ts';

const STYLE = `
.routes { list-style: none; padding: 0; font-size: .9375rem; counter-reset: route; }
.routes li { counter-increment: route; display: grid; grid-template-columns: 2.25rem minmax(0, 1fr); padding: .4375rem 0; border-top: 1px solid var(--line); }
.routes li:first-child { border-top: 0; }
.routes li::before { content: counter(route); color: var(--ink-faint); font: .8125rem/1.7 var(--mono); }
.routes .outer { color: var(--ink-faint); }
.name { margin-left: .75rem; padding: .0625rem .4375rem; border-radius: 6px; background: var(--accent-wash); color: var(--accent); font: .8125rem var(--mono); }
`;

/** The 404 of DEBUG: which patterns were tried, or which view said that there is nothing. */
export function technical404(request: HttpRequest, error: Http404): string {
  const urlconf = request.urlconf === undefined ? settings.ROOT_URLCONF : String(request.urlconf);
  return htmlDocument({
    title: `Page not found: ${request.path}`,
    style: DEBUG_STYLE + STYLE,
    body: html`<header>
<p class="kind">404 <span class="calm">${request.method} ${request.getFullPath()}</span></p>
<h1>${error instanceof Resolver404 ? 'No URL pattern matches this path' : error.message}</h1>
${error instanceof Resolver404 ? suggestion(request) : undefined}
</header>
<main>
${error instanceof Resolver404 ? tried(error, urlconf) : raisedBy(request)}
</main>
<footer>You see this page because <code>DEBUG</code> is on. With <code>DEBUG</code> off, visitors get a plain 404 page, or your <code>404.html</code>.</footer>`,
  });
}

function tried(error: Resolver404, urlconf: string): Markup {
  const routes = error.tried;
  if (routes.length === 0) {
    return html`<section class="card"><p><code>${urlconf}</code> has no patterns.</p></section>`;
  }
  return html`<section class="card">
<h2>Patterns tried, in this order</h2>
<p class="soft small">The path <code>${error.path === '' ? '(empty)' : error.path}</code> was compared with those of <code>${urlconf}</code>.</p>
<ol class="routes">${routes.map((route) => html`<li>${routeMarkup(route)}</li>`)}</ol>
</section>`;
}

function routeMarkup(route: readonly UrlEntry[]): Markup {
  const last = route[route.length - 1]!;
  const outer = route.slice(0, -1).map((entry) => entry.pattern.source);
  const own = last.pattern.source;
  const isEmpty = outer.join('') === '' && own === '';
  return html`<span>${outer.map((text) => html`<code class="outer">${text}</code>`)}<code>${isEmpty ? "''" : own}</code>${
    last instanceof UrlPattern && last.name !== undefined
      ? html`<span class="name">${last.name}</span>`
      : undefined
  }</span>`;
}

function raisedBy(request: HttpRequest): Markup {
  const match = request.resolverMatch;
  return html`<section class="card">
<dl class="facts">
<dt>Raised by</dt><dd><code>${match?.view.name || 'a middleware'}</code></dd>
${
  match !== undefined &&
  html`<dt>Route</dt><dd><code>${match.route === '' ? "''" : match.route}</code></dd>
<dt>Parameters</dt><dd><code>${JSON.stringify(match.params)}</code></dd>`
}
</dl>
</section>`;
}

/** A path without parameters that is spelt almost like the one asked for. */
function suggestion(request: HttpRequest): Markup | undefined {
  const near = nearest(
    request.pathInfo,
    fixedPaths(getResolver(request.urlconf as Urlconf | undefined).urlPatterns, '/'),
  );
  return near === undefined
    ? undefined
    : html`<p class="hint">Did you mean <a href="${near}">${near}</a>?</p>`;
}

function fixedPaths(entries: readonly UrlEntry[], prefix: string): string[] {
  return entries.flatMap((entry) => {
    if (entry.pattern.possibilities.some((possibility) => possibility.params.length > 0)) return [];
    const path = prefix + entry.pattern.staticPrefix;
    if (entry instanceof UrlPattern) return [path];
    return prefix.length > 100 ? [] : fixedPaths(entry.urlPatterns, path);
  });
}
