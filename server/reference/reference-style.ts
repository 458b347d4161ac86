/** The style of the API's page: the words of the exhibit's wall, without its pictures. */
export const REFERENCE_STYLE = `
@font-face {
  font-family: "EB Garamond Variable"; src: url("/api/fonts/serif.woff2") format("woff2");
  font-weight: 400 800; font-display: swap;
}
@font-face {
  font-family: "EB Garamond Variable"; src: url("/api/fonts/serif-italic.woff2") format("woff2");
  font-weight: 400 800; font-style: italic; font-display: swap;
}
@font-face {
  font-family: "Work Sans Variable"; src: url("/api/fonts/grotesque.woff2") format("woff2");
  font-weight: 100 900; font-display: swap;
}
:root {
  --ink: #f6efe0; --ink-soft: #cfc7b4; --wall: #1b1b18; --hairline: rgb(243 236 220 / 0.28);
  --accent: rgb(214 190 140); --serif: "EB Garamond Variable", Georgia, serif;
  --grotesque: "Work Sans Variable", sans-serif;
  --mono: ui-monospace, "SF Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace;
  color-scheme: dark;
}
* { box-sizing: border-box; margin: 0; padding: 0; }
html { scroll-padding-top: 2rem; }
body {
  max-width: 62rem; padding: clamp(2rem, 9vh, 7rem) clamp(1.25rem, 6vw, 6rem) 4rem;
  color: var(--ink);
  background: var(--wall)
    radial-gradient(ellipse 70rem 44rem at 20rem 4rem, rgb(52 50 43), transparent 100%) no-repeat;
  font: 400 1.1875rem / 1.45 var(--serif); font-feature-settings: "kern", "liga", "onum";
  hanging-punctuation: first last; text-wrap: pretty;
}
h1 {
  max-width: 14em; font: 400 clamp(2.25rem, 6vw, 3.75rem) / 1.06 var(--serif);
  letter-spacing: -0.012em; text-wrap: balance;
}
h2 { font: 400 1.875rem / 1.15 var(--serif); text-wrap: balance; }
h3 { margin-top: 1.75rem; font: 500 0.9375rem / 1.4 var(--grotesque); }
p { max-width: 38em; margin-top: 0.9rem; }
.lead { margin-top: 1.25rem; color: var(--ink-soft); font-size: 1.4375rem; font-style: italic; }
.aside, th { color: var(--ink-soft); }
code { font: 0.82em / 1.5 var(--mono); font-variant-ligatures: none; overflow-wrap: anywhere; }
pre {
  overflow-x: auto; margin-top: 0.75rem; padding-left: 1.25rem;
  border-left: 1px solid var(--hairline); color: var(--ink-soft);
}
pre code { overflow-wrap: normal; }
a { color: inherit; text-decoration: underline 1px var(--hairline); text-underline-offset: 0.22em; }
a:hover { text-decoration-thickness: 2px; }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; }
nav ul { margin-top: 2.5rem; list-style: none; }
nav a {
  display: flex; flex-wrap: wrap; gap: 0 1.5rem; justify-content: space-between;
  padding: 0.55rem 0; border-top: 1px solid var(--hairline); text-decoration: none;
}
nav a:hover .summary { text-decoration: underline 1px; }
nav code { color: var(--ink-soft); }
article, main > section { margin-top: 5rem; }
.address { margin-top: 0.4rem; color: var(--accent); }
dl { margin-top: 0.6rem; }
dt { margin-top: 0.7rem; }
dt .aside { font-style: italic; }
dd { max-width: 38em; padding-left: 1.25rem; }
.codes a { margin-right: 0.75rem; white-space: nowrap; }
.shape h3 { font: 400 1.3125rem / 1.2 var(--serif); font-style: italic; }
.shape dl {
  display: grid; grid-template-columns: minmax(9rem, max-content) 1fr; gap: 0.3rem 1.5rem;
}
.shape dt, .shape dd { margin: 0; padding: 0; }
.shape dt .aside { display: block; font-size: 0.875em; }
table { margin-top: 1.5rem; border-collapse: collapse; }
td, th {
  padding: 0.45rem 1.5rem 0.45rem 0; border-top: 1px solid var(--hairline); text-align: start;
  vertical-align: baseline;
}
thead th { border-top: 0; font: 400 0.875rem / 1.3 var(--grotesque); }
tbody th { color: var(--ink); font-weight: 400; white-space: nowrap; }
footer { margin-top: 5rem; color: var(--ink-soft); }
@media (max-width: 40rem) {
  .shape dl { display: block; }
  .shape dt { margin-top: 0.7rem; }
  .shape dd { padding-left: 1.25rem; }
  thead, td:nth-child(3) { display: none; }
  tr {
    display: grid; grid-template-columns: 1fr auto; padding: 0.6rem 0;
    border-top: 1px solid var(--hairline);
  }
  td, th { padding: 0; border: 0; }
  td:last-child { grid-column: 1 / -1; color: var(--ink-soft); }
}
@media (prefers-contrast: more) {
  :root { --ink-soft: #fff; --hairline: #fff; }
}
`
