/** Whole lines from a terminal. */
import { createInterface } from "node:readline";
import type { Terminal } from "./terminal";

/** Starts to read lines. Those that come before anybody waits for them are kept until they are asked for or forgotten. */
export function lineReader({ input, signal }: Terminal) {
	const reader = createInterface({ input, terminal: false });
	const lines: string[] = [];
	let ended = false;
	let hidden = false;
	let wake = () => {};
	const end = () => {
		ended = true;
		wake();
	};
	// While nothing is shown the terminal passes every key on, also those that it would have acted on.
	const act = (keys: Buffer | string) => {
		if (hidden && ["\x03", "\x04"].some((key) => String(keys).includes(key)))
			end();
	};
	reader.on("line", (line) => {
		lines.push(hidden ? corrected(line) : line);
		wake();
	});
	reader.on("close", end);
	input.on("data", act);
	signal.addEventListener("abort", end);
	if (signal.aborted) end();

	return {
		/** The next line; undefined once input has ended or the program is to stop. */
		async line(): Promise<string | undefined> {
			while (lines.length === 0 && !ended)
				await new Promise<void>((resolve) => {
					wake = resolve;
				});
			return ended ? undefined : lines.shift();
		},
		/** Whether input has ended, or the program is to stop. */
		ended: () => ended,
		/** Forgets the lines that nobody waited for; says how many there were. */
		forget: () => lines.splice(0).length,
		/** Whether what is typed is shown. */
		echo(on: boolean) {
			hidden = !on;
			input.setRawMode?.(hidden);
		},
		close() {
			input.removeListener("data", act);
			signal.removeEventListener("abort", end);
			reader.close();
		},
	};
}

/** What is left of keys when those that take one back have done so. */
function corrected(keys: string): string {
	let line: string[] = [];
	for (const key of keys)
		if (key === "\x7f" || key === "\b") line.pop();
		else if (key === "\x15") line = [];
		else if (key >= " ") line.push(key);
	return line.join("");
}
