/** Lines of text at a width, gathered one paragraph at a time. */
import wordWrap from "word-wrap";

/** How a page is set: its width in columns, and how a heading and a warning are marked. */
export type Style = {
	width: number;
	heading: (text: string) => string;
	alert: (text: string) => string;
};

export class Page {
	readonly style: Style;
	#lines: string[] = [];

	constructor(style: Style) {
		this.style = style;
	}

	/** An empty line, unless one is there. */
	gap() {
		if (this.#lines.length > 0 && this.#lines.at(-1) !== "")
			this.#lines.push("");
	}

	/** In capitals, so that it stands out without colour too. */
	heading(text: string, mark = this.style.heading) {
		this.gap();
		this.#lines.push(
			...this.#wrap(text.toUpperCase(), this.style.width).map((line) =>
				mark(line),
			),
		);
	}

	title(text: string) {
		this.gap();
		this.#lines.push(
			...this.#wrap(text, this.style.width).map((line) =>
				this.style.heading(line),
			),
		);
	}

	paragraph(text: string, indent = "") {
		for (const line of this.#wrap(text, this.style.width - indent.length))
			this.#lines.push(indent + line);
	}

	bullet(text: string, mark = (line: string) => line) {
		const [first = "", ...rest] = this.#wrap(text, this.style.width - 4).map(
			(line) => mark(line),
		);
		this.#lines.push(`  - ${first}`, ...rest.map((line) => `    ${line}`));
	}

	/** A line to be typed as it stands: never wrapped, however narrow the page. */
	code(line: string) {
		this.#lines.push(`      ${line}`);
	}

	/** Rows of cells in columns; the last column takes what is left of the width. */
	table(rows: string[][], columns: number[]) {
		const GAP = 2;
		const last =
			this.style.width - columns.reduce((sum, width) => sum + width + GAP, 0);
		const widths = [...columns, last];
		for (const row of rows) {
			const cells = widths.map((width, i) => this.#wrap(row[i] ?? "", width));
			const height = Math.max(...cells.map((lines) => lines.length));
			for (let line = 0; line < height; line++)
				this.#lines.push(
					widths
						.map((width, i) => (cells[i]?.[line] ?? "").padEnd(width + GAP))
						.join("")
						.trimEnd(),
				);
		}
	}

	text(): string {
		return `${this.#lines.join("\n")}\n`;
	}

	#wrap(text: string, width: number): string[] {
		// Colours come after this, so that it need not know them: to know them takes longer than all else together.
		const options = { width: Math.max(width, 10), indent: "", trim: true };
		return wordWrap(text, options).split("\n");
	}
}
