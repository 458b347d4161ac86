/** The look of the contact sheet: a dark gallery wall, a book face, hairlines. */
export const PAGE_STYLE = `
:root { color-scheme: dark; --wall: #23241f; --panel: #2a2b25; --ink: #e9e4d8; --quiet: #b3ad9d; --line: #4a4a41; --hung: #d9b56a; --left: #d98072; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 4rem clamp(1rem, 4vw, 4rem); max-width: 84rem; background: var(--wall); color: var(--ink); font: 1.0625rem/1.5 "EB Garamond", Garamond, "Hoefler Text", Georgia, serif; }
h1 { font-size: 2.5rem; font-weight: 400; line-height: 1.15; margin: 0; }
h2 { font-size: 1.875rem; font-weight: 400; margin: 0 0 .5rem; padding-top: 1.5rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.375rem; font-weight: 400; margin: 2.5rem 0 .5rem; }
h4 { font-size: 1.0625rem; font-weight: 400; font-style: italic; margin: 0 0 .5rem; }
p { max-width: 46rem; margin: .5rem 0 1rem; }
section { margin-top: 4rem; }
.made, .id { color: var(--quiet); }
.id { font: .8125rem/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
.counts { display: flex; flex-wrap: wrap; gap: 1.5rem 3.5rem; margin: 2rem 0 0; }
.counts div { display: flex; flex-direction: column-reverse; justify-content: flex-end; max-width: 15rem; }
.counts dt { color: var(--quiet); line-height: 1.3; }
.counts dd { margin: 0; font-size: 2.5rem; line-height: 1.15; font-variant-numeric: lining-nums; }
.counts dd small { display: block; font-size: .9375rem; color: var(--quiet); line-height: 1.3; }
.wide { overflow-x: auto; margin: 1rem 0 1.5rem; }
table { border-collapse: collapse; }
caption { text-align: left; font-style: italic; color: var(--quiet); padding-bottom: .35rem; }
th { text-align: left; font-weight: 400; }
thead th { font-style: italic; color: var(--quiet); vertical-align: bottom; }
thead th:not(:first-child) { text-align: right; }
td, th { padding: .4rem 2rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td:last-child, thead th:last-child { padding-right: 0; }
td.number { text-align: right; font-variant-numeric: lining-nums tabular-nums; white-space: nowrap; line-height: 1.3; }
.interval { color: var(--quiet); font-size: .875rem; }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 2.5rem; margin: 1.5rem 0; }
th[scope=row] { line-height: 1.3; }
.beside { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); gap: 1rem 3.5rem; align-items: start; }
.beside .plot { margin-top: 1rem; }
.plot { background: var(--panel); padding: 1.25rem 1.25rem 1rem; max-width: 44rem; }
.plot svg { display: block; width: 100%; height: auto; }
.plot text { fill: var(--quiet); font: 15px "EB Garamond", Garamond, Georgia, serif; font-variant-numeric: lining-nums; }
.plot text.label { fill: var(--ink); font-size: 17px; }
.grid { stroke: var(--line); stroke-width: .75; }
.axis, .tick { stroke: var(--quiet); stroke-width: 1; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; list-style: none; padding: 0; margin: .75rem 0 0; }
.legend li { display: flex; align-items: center; gap: .5rem; }
.plot .legend svg { width: 34px; height: 10px; }
figure { margin: 0; }
figcaption { margin-top: .5rem; font-size: .9375rem; line-height: 1.35; color: var(--quiet); }
.examples { display: grid; gap: 1.5rem; margin: 1rem 0 2rem; }
.example { display: flex; flex-wrap: wrap; gap: 1.25rem; align-items: flex-start; padding-bottom: 1.25rem; border-bottom: 1px solid var(--line); }
.example figure { width: 9.5rem; }
.example .gap { width: 1px; align-self: stretch; background: var(--line); }
.example img, .hubs img { display: block; height: 160px; width: auto; max-width: 100%; object-fit: contain; border: 2px solid transparent; }
.example .right img { border-color: var(--hung); }
figure strong { display: block; font-weight: 400; color: var(--ink); }
.missing { height: 160px; display: grid; place-items: center; text-align: center; padding: .5rem; margin: 0; border: 1px dashed var(--line); color: var(--quiet); font-size: .9375rem; }
.hubs { display: flex; flex-wrap: wrap; gap: 1.25rem; margin: 1rem 0; }
.hubs figure { width: 9.5rem; }
.notes li { max-width: 46rem; }
`
