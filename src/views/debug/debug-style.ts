/** Rules that the pages of DEBUG share: the head, cards, tables of values, source. */
export const DEBUG_STYLE = `
header, main, footer { max-width: 72rem; margin: 0 auto; padding: 0 clamp(1rem, 4vw, 2.5rem); }
header { padding-top: clamp(1.5rem, 5vw, 3rem); padding-bottom: 1.25rem; display: grid; gap: .625rem; }
main { display: grid; gap: 1.25rem; padding-bottom: 2.5rem; grid-template-columns: minmax(0, 1fr); }
footer { padding-bottom: 2.5rem; color: var(--ink-faint); font-size: .875rem; }
h1 { font-size: clamp(1.375rem, 3.4vw, 1.875rem); }
h2 { font-size: 1.0625rem; }
.kind { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; font: 600 .875rem var(--mono); color: var(--danger); }
.kind .calm { color: var(--ink-faint); font-weight: 400; }
.hint { color: var(--ink-soft); max-width: 60rem; }
.card { background: var(--surface); border: 1px solid var(--line); border-radius: 10px; padding: 1.125rem 1.25rem; display: grid; gap: .75rem; grid-template-columns: minmax(0, 1fr); }
.soft { color: var(--ink-soft); }
.small { font-size: .875rem; }
.facts { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .25rem 1.25rem; font-size: .9375rem; }
.facts dt { color: var(--ink-faint); }
@media (max-width: 36rem) { .facts { grid-template-columns: minmax(0, 1fr); gap: 0; } .facts dd { margin-bottom: .5rem; } .card { padding: 1rem; } }
table { width: 100%; border-collapse: collapse; font-size: .875rem; table-layout: fixed; }
th, td { text-align: left; vertical-align: top; padding: .375rem .75rem .375rem 0; border-top: 1px solid var(--line); font-weight: 400; }
th { width: 14rem; color: var(--ink-soft); font-family: var(--mono); font-size: .8125rem; }
td { font-family: var(--mono); font-size: .8125rem; white-space: pre-wrap; }
@media (max-width: 40rem) { th { width: 38%; } }
details > summary { cursor: pointer; }
pre { overflow-x: auto; }
`;
