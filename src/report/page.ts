/** Lines of text wrapped to a width. */
import type { Colours } from "../platform/colours";

/** Colours, and the width in columns. */
export type Style = Colours & { width: number };

const GAP = 2;

export class Page {
	readonly style: Style;
	readonly #lines: string[] = [];

	readonly #compact: boolean;

	/** A compact page has no empty lines. */
	constructor(style: Style, compact = false) {
		this.style = style;
		this.#compact = compact;
	}

	/** How many lines there are. */
	height(): number {
		return this.#lines.length;
	}

	text(): string {
		return `${this.#lines.join("\n")}\n`;
	}

	/** Adds an empty line, unless the last line is empty. */
	gap() {
		if (!this.#compact && this.#lines.length > 0 && this.#lines.at(-1) !== "") this.#lines.push("");
	}

	/** Whether there is room for columns. */
	isWide(): boolean {
		return this.style.width >= 60;
	}

	/** Adds a heading in capitals, which stands out without colour too; `aside` is to its right or below it. */
	heading(text: string, aside?: string, mark = this.style.heading) {
		this.gap();
		const title = text.toUpperCase();
		const space = this.style.width - title.length - (aside?.length ?? 0);
		if (aside !== undefined && space > GAP) {
			this.#lines.push(mark(`${title}${" ".repeat(space)}${aside}`));
			return;
		}
		for (const part of aside === undefined ? [title] : [title, aside])
			for (const line of wrapped(part, this.style.width)) this.#lines.push(mark(line));
	}

	title(text: string, mark = this.style.heading) {
		this.gap();
		for (const line of wrapped(text, this.style.width)) this.#lines.push(mark(line));
	}

	/** Adds a text, with `hanging` before its second and later lines. */
	paragraph(text: string, indent = "", hanging = indent) {
		for (const [i, line] of wrapped(text, this.style.width - hanging.length).entries())
			this.#lines.push((i === 0 ? indent : hanging) + line);
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

/**
 * Breaks a text at spaces; a longer word stays whole. Marks are added after wrapping: a library that knows colours,
 * fast-wrap-ansi, adds 20 ms to a start of 75 ms.
 */
function wrapped(text: string, width: number): string[] {
	const line = new RegExp(`.{1,${Math.max(width, 10)}}(\\s+|$)|\\S+(\\s+|$)`, "gu");
	return (text.match(line) ?? [""]).map((it) => it.trimEnd());
}
