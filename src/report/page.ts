/** Lines of text wrapped to a width. */
import wordWrap from "word-wrap";
import type { Colours } from "../platform/colours";

/** Colours, and the width in columns. */
export type Style = Colours & { width: number };

const GAP = 2;

export class Page {
	readonly style: Style;
	readonly #lines: string[] = [];

	constructor(style: Style) {
		this.style = style;
	}

	text(): string {
		return `${this.#lines.join("\n")}\n`;
	}

	/** Adds an empty line, unless the last line is empty. */
	gap() {
		if (this.#lines.length > 0 && this.#lines.at(-1) !== "") this.#lines.push("");
	}

	/** Adds a heading in capitals, which stands out without colour too. */
	heading(text: string, mark = this.style.heading) {
		this.title(text.toUpperCase(), mark);
	}

	title(text: string, mark = this.style.heading) {
		this.gap();
		for (const line of wrapped(text, this.style.width)) this.#lines.push(mark(line));
	}

	paragraph(text: string, indent = "") {
		for (const line of wrapped(text, this.style.width - indent.length)) this.#lines.push(indent + line);
	}

	bullet(text: string, mark = (line: string) => line) {
		for (const [i, line] of wrapped(text, this.style.width - 4).entries())
			this.#lines.push(`${i === 0 ? "  - " : "    "}${mark(line)}`);
	}

	/** Adds a line to be typed as it stands, never wrapped. */
	code(line: string) {
		this.#lines.push(`      ${line}`);
	}

	/** Adds cells side by side. The last takes what is left of the width. */
	row(cells: string[], widths: number[]) {
		const used = widths.reduce((total, width) => total + width + GAP, 0);
		const columns = [...widths, this.style.width - used];
		const texts = columns.map((width, i) => wrapped(cells[i] ?? "", width));
		const height = Math.max(...texts.map((lines) => lines.length));
		for (let i = 0; i < height; i++)
			this.#lines.push(
				columns
					.map((width, column) => (texts[column]?.[i] ?? "").padEnd(width + GAP))
					.join("")
					.trimEnd(),
			);
	}
}

/** Marks are added after wrapping: a library that knows colours, fast-wrap-ansi, adds 20 ms to a start of 75 ms. */
function wrapped(text: string, width: number): string[] {
	const options = { width: Math.max(width, 10), indent: "", trim: true };
	return wordWrap(text, options).split("\n");
}
