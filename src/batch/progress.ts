/** How far a batch has come, said in one line of the terminal that is written over. */
import { createLogUpdate } from "log-update";
import type { Tally } from "./summary";

/** How often it is said, in milliseconds. */
const EVERY = 250;

/** Says how far a batch has come, now and then. */
export class Progress {
	readonly #update: ReturnType<typeof createLogUpdate>;
	readonly #now: () => number;
	readonly #begun: number;
	#said: number;

	/** Writes to `output`; `now` gives milliseconds. */
	constructor(output: NodeJS.WriteStream, now: () => number) {
		// A window that has gone cannot be written to, and there is nobody left to tell.
		output.on("error", () => {});
		this.#update = createLogUpdate(output, { showCursor: true });
		this.#now = now;
		this.#begun = now();
		this.#said = this.#begun;
	}

	/** Told after every block of lines. */
	saw({ lines, bad }: Tally) {
		const now = this.#now();
		if (now - this.#said < EVERY) return;
		this.#said = now;
		const rate = Math.round(lines / ((now - this.#begun) / 1000));
		this.#update(progressText(lines, rate, bad));
	}

	/** Takes its line away. */
	clear() {
		this.#update.clear();
	}
}

/** "12,345 lines, 6,789 a second, 3 wrong" */
export function progressText(lines: number, rate: number, bad: number): string {
	const [all, each, wrong] = [lines, rate, bad].map((it) =>
		it.toLocaleString("en-GB"),
	);
	return `${all} lines, ${each} a second, ${wrong} wrong`;
}
