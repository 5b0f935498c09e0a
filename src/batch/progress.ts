/** Shows the progress of a batch on one line of a terminal. */
import type { Summary } from "../content/schema";

/** Milliseconds between updates. */
const INTERVAL = 250;
const ERASE_LINE = "\r\x1b[2K";

/** Shows progress on a terminal by a clock in milliseconds. */
export function progressOn(output: NodeJS.WriteStream, now: () => number) {
	// Once the terminal is gone, writing to it fails and nobody is left to read it.
	output.on("error", () => {});
	const start = now();
	let updated = start;
	/** The fraction that was read when the first lines were done: lines skipped say nothing about the speed. */
	let skipped: number | undefined;
	return {
		/** Shows what is done so far. `read` is the fraction of the input that was read; 0 if its size is unknown. */
		update({ lines, bad }: Summary, read: number) {
			skipped ??= read;
			const time = now();
			if (time - updated < INTERVAL) return;
			updated = time;
			const seconds = (time - start) / 1000;
			const [all, rate, wrong] = [lines, Math.round(lines / seconds), bad].map((it) => it.toLocaleString("en-GB"));
			let text = `${all} lines, ${rate} a second, ${wrong} wrong`;
			if (read > skipped) {
				const left = (seconds * (1 - read)) / (read - skipped);
				const rest = left < 100 ? `${Math.ceil(left)} seconds` : `${Math.round(left / 60)} minutes`;
				text += `, ${Math.floor(read * 100)}% done, about ${rest} left`;
			}
			const { columns = 80 } = output;
			output.write(`${ERASE_LINE}${text.slice(0, columns - 1)}`);
		},
		/** Erases the line. */
		clear() {
			if (updated > start) output.write(ERASE_LINE);
		},
	};
}
