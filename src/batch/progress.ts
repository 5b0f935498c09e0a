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

	/** Shows what is done so far. `read` is the fraction of the input that was read; 0 if its size is unknown. */
	update({ lines, bad }: Summary, read: number) {
		this.#skipped ??= read;
		const now = this.#now();
		if (now - this.#updated < INTERVAL) return;
		this.#updated = now;
		const seconds = (now - this.#start) / 1000;
		const [all, rate, wrong] = [lines, Math.round(lines / seconds), bad].map((it) => it.toLocaleString("en-GB"));
		let text = `${all} lines, ${rate} a second, ${wrong} wrong`;
		if (read > this.#skipped) {
			const left = (seconds * (1 - read)) / (read - this.#skipped);
			const time = left < 100 ? `${Math.ceil(left)} seconds` : `${Math.round(left / 60)} minutes`;
			text += `, ${Math.floor(read * 100)}% done, about ${time} left`;
		}
		const { columns = 80 } = this.#output;
		this.#output.write(`${ERASE_LINE}${text.slice(0, columns - 1)}`);
	}

	/** Erases the line. */
	clear() {
		if (this.#updated > this.#start) this.#output.write(ERASE_LINE);
	}
}
