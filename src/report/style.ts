/** The style sheet of the page, for phones, desks, the dark and paper. Has no character that HTML would escape. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1a1a1a; --paper: #fff; --faint: #595959; --line: #8a8a8a; --soft: #f3f3f0; --link: #0b3d91; --alert: #9b1c1c; --mark: #14487f }
@media (prefers-color-scheme: dark) { :root { --ink: #ececec; --paper: #161616; --faint: #b5b5b5; --line: #8a8a8a; --soft: #232323; --link: #a8c7ff; --alert: #ff9c94; --mark: #9cc4f5 } }
* { box-sizing: border-box }
html { -webkit-text-size-adjust: 100% }
body { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 50rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); overflow-wrap: break-word }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 1rem }
h2 { font-size: 1.3rem; line-height: 1.3; margin: 2.25rem 0 .5rem; padding-top: .6rem; border-top: 2px solid var(--ink) }
h3 { font-size: 1.05rem; line-height: 1.35; margin: 0 }
p { margin: .5rem 0 }
ul { margin: .35rem 0 .75rem; padding-left: 1.25rem }
li { margin: .25rem 0 }
a { color: var(--link) }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px }
.faint { color: var(--faint) }
.alert { border: 3px solid var(--alert); padding: .25rem 1rem .75rem; margin: 1rem 0 }
.alert h2 { border: 0; margin-top: .5rem; padding: 0; color: var(--alert) }
.left-out { border: 1px dashed var(--line); padding: .5rem 1rem }
blockquote { margin: .75rem 0; padding: .25rem 1rem; border-left: 4px solid var(--mark); font-size: 1.1rem }
.signposts { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 19rem), 1fr)); gap: .75rem 1.5rem }
.signposts li { margin: 0 }
.signposts p { margin: 0 }
.definition { border: 1px solid var(--line); padding: .75rem 1rem; margin: 1rem 0 }
.result { font-weight: 600 }
.findings { list-style: none; padding: 0; margin: .5rem 0 }
.findings > li { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); gap: .1rem .75rem; padding: .4rem 0; border-top: 1px solid var(--line) }
.findings p { margin: 0 }
.findings > li > :not(.mark) { grid-column: 2 }
.findings ul { margin: 0 }
.findings ul li { margin: 0 }
.mark { grid-column: 1; justify-self: start; align-self: start; font-size: .875rem; line-height: 1.4; padding: 0 .4rem; border: 2px solid var(--ink) }
.mark.met { background: var(--ink); color: var(--paper) }
.mark.unclear { border-style: dashed }
.mark.not-met { border-style: dotted; border-color: var(--line) }
.mark.assumed { border: 1px solid var(--line) }
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
 body { padding: 1rem .75rem 2rem }
 .definition { padding: .6rem .75rem }
 .findings > li { grid-template-columns: minmax(0, 1fr) }
 .findings > li > :not(.mark) { grid-column: 1 }
 table, caption, tbody, tr, th, td { display: block }
 thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
 tbody tr { border-bottom: 2px solid var(--line); padding: .6rem 0 }
 tbody th, tbody td { border: 0; padding: .1rem 0 }
 tbody th::before { content: attr(data-head) ' '; font-weight: 400; color: var(--faint) }
 tbody th p { display: inline }
 tbody td[data-head]::before { content: attr(data-head); display: block; font-size: .875rem; font-weight: 400; color: var(--faint) }
}
@page { size: A4; margin: 18mm 16mm }
@media print {
 :root { color-scheme: light; --ink: #000; --paper: #fff; --faint: #444; --line: #777; --soft: #fff; --link: #000; --alert: #000; --mark: #000 }
 body { max-width: none; padding: 0; font-size: 10.5pt; line-height: 1.4 }
 h2 { margin-top: 1.5rem }
 h1, h2, h3, caption, figcaption, .intro { break-after: avoid }
 li, tr, .row, .alert, blockquote { break-inside: avoid }
 thead { display: table-header-group }
 p { orphans: 3; widows: 3 }
 a { text-decoration: none }
 .mark.met { background: none; color: var(--ink); font-weight: 700 }
}
`;
