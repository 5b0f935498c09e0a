/** Lines of text wrapped to a width. */
import type { Colours } from "../platform/colours";

/** Colours, and the width in columns. */
export type Style = Colours & { width: number };

type Mark = (text: string) => string;
type Cell = string | { text: string; mark?: Mark | undefined };

const GAP = 2;

/** From this width there is room for columns. */
const WIDE = 60;

export class Page {
	readonly style: Style;
	readonly #lines: string[] = [];

	constructor(style: Style) {
		this.style = style;
	}

	text(): string {
		return this.#lines.map((line) => `${line}\n`).join("");
	}

	isWide(): boolean {
		return this.style.width >= WIDE;
	}

	/** Adds an empty line, unless the last line is empty. */
	gap() {
		if (this.#lines.length > 0 && this.#lines.at(-1) !== "") this.#lines.push("");
	}

	/** Adds a heading in capitals, which stands out without colour too, after an empty line. */
	heading(text: string, mark = this.style.heading) {
		this.title(text.toUpperCase(), mark);
	}

	title(text: string, mark = this.style.heading) {
		this.gap();
		this.beside(text, undefined, mark);
	}

	/** Adds a line with a text at its right end, or below it where both have no room. */
	beside(text: string, aside = "", mark = this.style.heading) {
		const { width } = this.style;
		const space = width - text.length - aside.length;
		const lines =
			aside !== "" && space >= GAP
				? [`${text}${" ".repeat(space)}${aside}`]
				: [text, aside].filter((part) => part !== "").flatMap((part) => wrapped(part, width));
		this.#lines.push(...lines.map((line) => mark(line)));
	}

	/** Adds a text, with `hanging` before its second and later lines. */
	paragraph(text: string, indent = "", hanging = indent, mark = unmarked) {
		const lines = wrapped(text, this.style.width - hanging.length);
		this.#lines.push(...lines.map((line, i) => (i === 0 ? indent : hanging) + mark(line)));
	}

	bullet(text: string, mark?: Mark) {
		this.paragraph(text, "  - ", "    ", mark);
	}

	/** Adds a line to be typed as it stands, never wrapped. */
	code(line: string) {
		this.#lines.push(`      ${line}`);
	}

	/** Adds cells side by side. The last takes what is left of the width. */
	row(cells: Cell[], widths: number[]) {
		const used = widths.reduce((total, width) => total + width + GAP, 0);
		const columns = [...widths, this.style.width - used].map((width, i) => {
			const cell = cells[i] ?? "";
			const { text, mark = unmarked } = typeof cell === "string" ? { text: cell } : cell;
			return { width, mark, lines: wrapped(text, width) };
		});
		const height = Math.max(...columns.map(({ lines }) => lines.length));
		for (let i = 0; i < height; i++) {
			const texts = columns.map(({ width, mark, lines: { [i]: line = "" } }) => {
				return mark(line) + " ".repeat(Math.max(0, width + GAP - line.length));
			});
			this.#lines.push(texts.join("").trimEnd());
		}
	}
}

const unmarked: Mark = (text) => text;

/**
 * Breaks a text at spaces; a longer word stays whole. Marks are added after wrapping: a library that knows colours,
 * fast-wrap-ansi, adds 20 ms to a start of 75 ms.
 */
function wrapped(text: string, width: number): string[] {
	const line = new RegExp(`.{1,${Math.max(width, 10)}}(\\s+|$)|\\S+(\\s+|$)`, "gu");
	return (text.match(line) ?? [""]).map((it) => it.trimEnd());
}
