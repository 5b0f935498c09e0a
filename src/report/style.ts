/** The style sheet of the page, for phones, desks, the dark and paper. Has no character that HTML would escape. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #0b0c0c; --paper: #fff; --faint: #505a5f; --line: #8a8f92; --soft: #f3f2f1; --link: #1a5a96; --alert: #942514; --yes: #005a30; --mark: #1a5a96 }
@media (prefers-color-scheme: dark) { :root { --ink: #f2f2f2; --paper: #141414; --faint: #b8bdc1; --line: #85898c; --soft: #212325; --link: #9ec9f5; --alert: #ffab9e; --yes: #8fe0b4; --mark: #9ec9f5 } }
* { box-sizing: border-box }
html { -webkit-text-size-adjust: 100% }
body { margin: 0 auto; padding: 2rem 1rem 4rem; max-width: 46rem; font: 1.1875rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); overflow-wrap: break-word }
h1 { font-size: 2rem; line-height: 1.15; margin: 0 0 1.25rem }
h2 { font-size: 1.5rem; line-height: 1.25; margin: 2.5rem 0 .75rem }
h3 { font-size: 1.1875rem; line-height: 1.35; margin: 1.5rem 0 0 }
p { margin: .5rem 0 }
ul, ol { margin: .35rem 0 .75rem; padding-left: 1.25rem }
li { margin: .25rem 0 }
a { color: var(--link) }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px }
.faint { color: var(--faint) }
.alert { border-left: 10px solid var(--alert); background: var(--soft); padding: .75rem 1.25rem; margin: 0 0 2rem }
.alert h2 { margin: 0 0 .25rem; font-size: 1.25rem; color: var(--alert) }
.aside { font-weight: 700 }
.left-out { border: 1px dashed var(--line); padding: .5rem 1rem }
dl { margin: 0 0 1rem }
dl > div { display: grid; grid-template-columns: 9rem minmax(0, 1fr); gap: .25rem 1rem; padding: .75rem 0; border-top: 1px solid var(--line) }
dl > div:last-child { border-bottom: 1px solid var(--line) }
dl > div[id] { grid-template-columns: 1.5rem minmax(0, 1fr); padding: .35rem 0 }
dt { font-weight: 700 }
dd { margin: 0 }
blockquote { margin: 0; padding: .75rem 1.25rem; border-left: 10px solid var(--mark); background: var(--soft); font-size: 1.3125rem }
.calls { list-style: none; padding: 0; margin: 0 }
.calls li { display: flex; flex-wrap: wrap; gap: 0 1rem; justify-content: space-between; align-items: baseline; padding: .6rem 0; margin: 0; border-top: 1px solid var(--line) }
.calls b { display: block }
.calls span { color: var(--faint); font-size: 1rem }
.calls a { font-size: 1.5rem; font-weight: 700; white-space: nowrap; text-decoration: none }
.signposts { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 19rem), 1fr)); gap: 1rem 1.5rem; font-size: 1rem }
.signposts li { margin: 0 }
.signposts p { margin: 0 }
.findings { list-style: none; padding: 0; margin: .5rem 0 }
.findings > li { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); gap: .1rem .75rem; padding: .4rem 0; margin: 0; border-top: 1px solid var(--line) }
.findings p { margin: 0; grid-column: 2 }
.mark { grid-column: 1; font-weight: 700 }
.mark.met { color: var(--yes) }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 }
caption { text-align: left; color: var(--faint); padding-bottom: .5rem }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line) }
thead th { border-bottom: 2px solid var(--ink) }
thead th:nth-child(3) { width: 30% }
tbody th { font-weight: 600 }
td p, th p { margin: 0 }
:target { outline: 2px solid var(--mark); outline-offset: 2px }
figure { margin: .5rem 0 }
figcaption { margin-bottom: .75rem }
.row { margin: .75rem 0 }
.row p { margin: 0 0 .1rem }
svg { display: block; width: 100%; overflow: visible; color: var(--mark) }
.base { stroke: var(--line); stroke-width: 1 }
.tick { stroke: currentColor; stroke-width: 2; opacity: .75 }
.bar { fill: currentColor; fill-opacity: .22; stroke: currentColor; stroke-width: 1; stroke-opacity: .6 }
.guide { stroke: var(--line); stroke-width: 1; stroke-dasharray: 2 3 }
svg text { fill: var(--ink); font-size: 12px }
@media (max-width: 34rem) {
 body { padding: 1rem 1rem 2rem }
 dl > div:not([id]), .findings > li { grid-template-columns: minmax(0, 1fr) }
 .findings p { grid-column: 1 }
 table, caption, tbody, tr, th, td { display: block }
 thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
 tbody tr { border-bottom: 2px solid var(--line); padding: .6rem 0 }
 tbody th, tbody td { border: 0; padding: .1rem 0 }
 tbody th::before { content: attr(data-head) ' '; font-weight: 400; color: var(--faint) }
 tbody th p { display: inline }
 tbody td[data-head]::before { content: attr(data-head); display: block; font-size: .875rem; font-weight: 400; color: var(--faint) }
}
@page { size: A4; margin: 15mm 14mm }
@media print {
 :root { color-scheme: light; --ink: #000; --paper: #fff; --faint: #444; --line: #777; --soft: #fff; --link: #000; --alert: #000; --yes: #000; --mark: #000 }
 html { font-size: 11.2px }
 body { max-width: none; padding: 0; line-height: 1.35 }
 h2 { margin-top: 1.5rem }
 nav { display: none }
 table { font-size: .9em }
 h1, h2, h3, caption, figcaption, .intro { break-after: avoid }
 li, dl > div, tr, .row, .alert, blockquote { break-inside: avoid }
 thead { display: table-header-group }
 p { orphans: 3; widows: 3 }
 a { text-decoration: none }
}
`;
