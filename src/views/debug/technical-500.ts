import { htmlDocument } from '../pages/document.ts';
import { html, type Markup } from '../pages/markup.ts';
import { DEBUG_STYLE } from './debug-style.ts';
import type { ErrorReport, ReportedError, ReportTable } from './error-report.ts';
import { reportText } from './report-text.ts';
import { type SourceLine, type StackFrame, shortPath } from './stack-frames.ts';

const STYLE = `
h1 { white-space: pre-wrap; font-weight: 600; }
.frame { border-top: 1px solid var(--line); }
.frame:first-of-type { border-top: 0; }
.frame > summary, .frame > .bare { padding: .5rem 0; display: flex; flex-wrap: wrap; gap: .125rem .75rem; align-items: baseline; font-size: .9375rem; list-style: none; }
.frame > summary::-webkit-details-marker { display: none; }
.frame > summary::before { content: ""; width: .4375rem; height: .4375rem; border: solid var(--ink-faint); border-width: 0 2px 2px 0; transform: rotate(-45deg) translate(-2px, -1px); flex: none; transition: transform .1s; }
.frame[open] > summary::before { transform: rotate(45deg) translate(-2px, -1px); }
.frame > .bare { padding-left: 1.1875rem; }
.frame .function { font: 600 .875rem var(--mono); }
.frame .place { font: .8125rem var(--mono); color: var(--ink-soft); }
.outside .function, .outside .place { color: var(--ink-faint); font-weight: 400; }
.source { margin: 0 0 .75rem; background: var(--sunken); border: 1px solid var(--line); border-radius: 8px; padding: .5rem 0; font: .8125rem/1.65 var(--mono); overflow-x: auto; tab-size: 2; }
.source ol { list-style: none; padding: 0; width: max-content; min-width: 100%; }
.source li { display: flex; padding: 0 1rem 0 0; white-space: pre; }
.source li > span:first-child { width: 3.5rem; flex: none; padding-right: 1rem; text-align: right; color: var(--ink-faint); user-select: none; }
.source li.here { background: var(--danger-wash); box-shadow: inset 3px 0 var(--danger); }
.source li.here > span:first-child { color: var(--danger); font-weight: 600; }
.source li.opened { box-shadow: inset 3px 0 var(--accent); background: var(--accent-wash); }
.source li.opened > span:first-child { color: var(--accent); font-weight: 600; }
.places { padding: 0; list-style: none; }
.places li { padding: .375rem 0; border-top: 1px solid var(--line); display: flex; flex-wrap: wrap; gap: .125rem .75rem; align-items: baseline; }
.places li:first-child { border-top: 0; }
.places code { overflow-wrap: anywhere; }
.more > summary { color: var(--ink-soft); font-size: .875rem; padding: .375rem 0; }
textarea { width: 100%; min-height: 14rem; resize: vertical; padding: .75rem; border: 1px solid var(--line-strong); border-radius: 8px; background: var(--sunken); color: var(--ink); font: .8125rem/1.5 var(--mono); }
.cause { color: var(--danger); font-size: .875rem; font-weight: 600; }
`;

/** The error page of DEBUG, after which nobody has to look into the terminal. */
export function technical500(report: ErrorReport): string {
  const [first, ...causes] = report.errors;
  return htmlDocument({
    title: `${first!.name}: ${first!.message.split('\n')[0]!.slice(0, 200)}`,
    style: DEBUG_STYLE + STYLE,
    body: html`<header>
<p class="kind">${first!.name}${first!.code !== undefined && html` <span class="calm">${first!.code}</span>`} <span class="calm">${report.status}</span></p>
<h1>${first!.message}</h1>
</header>
<main>
<section class="card"><dl class="facts">${report.request.map(([label, value]) => html`<dt>${label}</dt><dd><code>${value}</code></dd>`)}</dl></section>
${first!.places.length > 0 && placesCard(first!)}
${first!.template !== undefined && templateCard(first!)}
${framesCard(first!, html`<h2>Where it happened</h2>`)}
${causes.map((cause) => html`${cause.places.length > 0 && placesCard(cause)}${cause.template !== undefined && templateCard(cause)}${framesCard(cause, html`<p class="cause">Caused by ${cause.name}</p><h2>${cause.message}</h2>`)}`)}
<section class="card"><h2>What the request held</h2>${requestTables(report)}</section>
<section class="card"><details class="more"><summary>Settings (${report.settings.length}), secrets masked</summary>${table('', report.settings)}</details></section>
<section class="card"><details class="more"><summary>As text, to be copied</summary><textarea readonly aria-label="The error as text">
${reportText(report)}</textarea></details></section>
</main>
<footer>You see this page because <code>DEBUG</code> is on. With <code>DEBUG</code> off, visitors get a plain page and the error goes to the log.</footer>`,
  });
}

function templateCard({ template, message: heading }: ReportedError): Markup {
  const { name, line, openedLine, lines, message } = template!;
  return html`<section class="card">
<h2>In the template <code>${shortPath(name)}</code>, line ${line}</h2>
${message !== heading && html`<p class="soft">${message}</p>`}
${openedLine !== undefined && openedLine !== line && html`<p class="soft small">The tag that is still open there begins on line ${openedLine}.</p>`}
${source(lines, line, openedLine)}
</section>`;
}

/** Where each engine looked for a template that is missing. */
function placesCard({ places }: ReportedError): Markup {
  return html`<section class="card">
<h2>Where the template was looked for</h2>
${places.map(
  ({ engine, places: tried }) => html`<div>
${engine !== undefined && html`<h3 class="small">By the engine <code>${engine}</code></h3>`}
${
  tried.length === 0
    ? html`<p class="soft small">It names no places.</p>`
    : html`<ol class="places">${tried.map(([place, loader, reason]) => html`<li><code>${shortPath(place)}</code> <span class="soft small">${reason}${loader !== undefined && html` (${loader})`}</span></li>`)}</ol>`
}
</div>`,
)}
</section>`;
}

/** The project's own frames are open, those of packages are folded away together. */
function framesCard(error: ReportedError, head: Markup): Markup {
  if (error.frames.length === 0)
    return html`<section class="card">${head}<p class="soft">It carries no stack.</p></section>`;
  const open = error.frames.find((frame) => frame.isProject) ?? error.frames[0];
  const own = error.frames.filter((frame) => frame.isProject || frame === open);
  const outside = error.frames.filter((frame) => !own.includes(frame));
  return html`<section class="card">
${head}
<div>${own.map((frame) => frameMarkup(frame, frame === open))}</div>
${outside.length > 0 && html`<details class="more"><summary>${outside.length} ${outside.length === 1 ? 'frame' : 'frames'} outside your project</summary><div>${outside.map((frame) => frameMarkup(frame, false))}</div></details>`}
</section>`;
}

function frameMarkup(frame: StackFrame, isOpen: boolean): Markup {
  const kind = frame.isProject ? 'frame' : 'frame outside';
  const head = html`<span class="function">${frame.function === '' ? '(module)' : frame.function}</span><span class="place">${shortPath(frame.file)}:${frame.line}:${frame.column}</span>`;
  if (frame.source.length === 0) return html`<div class="${kind}"><div class="bare">${head}</div></div>`;
  return html`<details class="${kind}"${isOpen && html` open`}><summary>${head}</summary>${source(frame.source, frame.line)}</details>`;
}

function source(lines: readonly SourceLine[], here: number, opened?: number): Markup {
  return html`<div class="source" tabindex="0"><ol>${lines.map(
    ({ number, text }) =>
      html`<li${number === here ? html` class="here"` : number === opened && html` class="opened"`}><span>${number}</span><span>${text === '' ? ' ' : text}</span></li>`,
  )}</ol></div>`;
}

function requestTables({ tables }: ErrorReport): Markup {
  const empty = tables.filter(([, rows]) => rows.length === 0).map(([title]) => title);
  return html`${tables.map(([title, rows]) => rows.length > 0 && table(title, rows))}${
    empty.length > 0 && html`<p class="soft small">Nothing in ${empty.join(', ')}.</p>`
  }`;
}

function table(title: string, rows: ReportTable): Markup {
  const heading = title === '' ? undefined : html`<h3 class="small">${title}</h3>`;
  return html`<div>${heading}<table><tbody>${rows.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}</tbody></table></div>`;
}
