/** Pictures of a terminal, as SVG. */

/** Neighbouring cells of a line that look the same. */
export type Run = { text: string; bold: boolean; inverse: boolean; colour?: number };

/** What the window showed, and for how many seconds the picture shows it. */
export type Frame = { lines: Run[][]; seconds: number };

const [COLUMN, LINE, MARGIN] = [8.4, 18, 16];
/** Grey text has a contrast of 4.5 to 1 on black, and on nothing lighter. */
const [INK, PAPER] = ["#eee", "#000"];

/** Draws frames one after the other, once; the last stays, and is all that is shown where motion is not wanted. */
export function picture(frames: Frame[], columns: number, title: string, description: string): string {
	const rows = Math.max(...frames.map(({ lines }) => lines.length));
	const [width, height] = [Math.ceil(columns * COLUMN + 2 * MARGIN), rows * LINE + 2 * MARGIN];
	const distinct = new Map<string, string>();
	let start = 0;
	const drawn = frames.map(({ lines, seconds }, i) => {
		const uses = lines.flatMap((runs, row) => {
			const line = lineOf(runs);
			if (line === "") return [];
			const id = distinct.get(line) ?? `l${distinct.size}`;
			distinct.set(line, id);
			return [`<use href="#${id}" y="${row * LINE}"/>`];
		});
		const isLast = i === frames.length - 1;
		const time = isLast ? `animation:before ${start}s` : `animation:now ${seconds}s ${start}s`;
		start = Math.round((start + seconds) * 10) / 10;
		return `<g class="${isLast ? "last" : "frame"}" style="${time}">${uses.join("")}</g>`;
	});
	const lines = [...distinct].map(([line, id]) => `<g id="${id}">${line}</g>`);
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title about">
<title id="title">${escaped(title)}</title>
<desc id="about">${escaped(description)}</desc>
<style>
text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:${INK};white-space:pre}
.bold{font-weight:700}.inverse{fill:${PAPER}}.frame{visibility:hidden}
@keyframes now{from,to{visibility:visible}}
@keyframes before{from,to{visibility:hidden}}
@media (prefers-reduced-motion:reduce){g{animation:none!important}}
</style>
<defs>
${lines.join("\n")}
</defs>
<rect width="${width}" height="${height}" rx="8" fill="${PAPER}"/>
<g transform="translate(${MARGIN} ${MARGIN})">
${drawn.join("\n")}
</g>
</svg>
`;
}

/** Each run stands in its columns, whatever font there is. */
function lineOf(runs: Run[]): string {
	let column = 0;
	return runs
		.map(({ text, bold, inverse, colour }) => {
			const [x, length] = [column, text.length].map((cells) => Math.round(cells * COLUMN * 10) / 10);
			column += text.length;
			if (text.trim() === "" && !inverse) return "";
			const classes = [bold && "bold", inverse && "inverse"].filter(Boolean).join(" ");
			const look = `${classes && ` class="${classes}"`}${colour === undefined ? "" : ` style="fill:${rgb(colour)}"`}`;
			const back = inverse ? `<rect x="${x}" width="${length}" height="${LINE}" fill="${INK}"/>` : "";
			return `${back}<text x="${x}" y="13.5" textLength="${length}"${look}>${escaped(text)}</text>`;
		})
		.join("");
}

/** A colour of the 256 that terminals have, from 16 up. */
function rgb(code: number): string {
	if (code >= 232) return `rgb(${Array(3).fill(8 + 10 * (code - 232))})`;
	const level = (step: number) => (step === 0 ? 0 : 55 + 40 * step);
	return `rgb(${[36, 6, 1].map((unit) => level(Math.floor((code - 16) / unit) % 6))})`;
}

function escaped(text: string): string {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
