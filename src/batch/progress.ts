/** Shows the progress of a batch on one line of a terminal. */
import type { Summary } from "../content/schema";

/** Milliseconds between updates. */
const INTERVAL = 250;
const ERASE_LINE = "\r\x1b[2K";

export class Progress {
	readonly #output: NodeJS.WriteStream;
	readonly #now: () => number;
	readonly #start: number;
	/** The fraction that was read when the first lines were done: lines skipped say nothing about the speed. */
	#skipped: number | undefined;
	#updated: number;

	/** Writes to `output`; `now` returns milliseconds. */
	constructor(output: NodeJS.WriteStream, now: () => number) {
		// Once the terminal is gone, writing to it fails and nobody is left to read it.
		output.on("error", () => {});
		this.#output = output;
		this.#now = now;
		this.#start = now();
		this.#updated = this.#start;
	}

	/** Shows what is done so far. `read` is the fraction of the input that was read, if its size is known. */
	update({ lines, bad }: Summary, read?: number) {
		this.#skipped ??= read;
		const now = this.#now();
		if (now - this.#updated < INTERVAL) return;
		this.#updated = now;
		const seconds = (now - this.#start) / 1000;
		let text = progressText(lines, Math.round(lines / seconds), bad);
		if (read !== undefined && this.#skipped !== undefined && read > this.#skipped)
			text += remainingText(read, (seconds * (1 - read)) / (read - this.#skipped));
		const { columns = 80 } = this.#output;
		this.#output.write(`${ERASE_LINE}${text.slice(0, columns - 1)}`);
	}

	/** Erases the line. */
	clear() {
		if (this.#updated > this.#start) this.#output.write(ERASE_LINE);
	}
}

/** "12,345 lines, 6,789 a second, 3 wrong" */
export function progressText(lines: number, rate: number, bad: number): string {
	const [all, perSecond, wrong] = [lines, rate, bad].map((number) => number.toLocaleString("en-GB"));
	return `${all} lines, ${perSecond} a second, ${wrong} wrong`;
}

/** ", 42% done, about 17 seconds left" */
export function remainingText(fraction: number, seconds: number): string {
	const left = seconds < 100 ? `${Math.ceil(seconds)} seconds` : `${Math.round(seconds / 60)} minutes`;
	return `, ${Math.floor(fraction * 100)}% done, about ${left} left`;
}
