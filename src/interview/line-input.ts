/** Lines typed at a terminal. */
import { createInterface } from "node:readline";
import type { Terminal } from "./terminal";

const CTRL_C = "\x03";
const CTRL_D = "\x04";
const CTRL_U = "\x15";
const BACKSPACES = ["\x7f", "\b"];

/** Starts to read lines. They queue until they are read or discarded. */
export function lineInput({ input, signal }: Terminal) {
	const reader = createInterface({ input, signal, terminal: false });
	const queue: string[] = [];
	let ended = false;
	let hidden = false;
	let wake = () => {};
	const end = () => {
		ended = true;
		wake();
	};
	// Without echo the terminal is in raw mode, and does not act on these keys itself.
	const onData = (chunk: Buffer | string) => {
		const keys = String(chunk);
		if (hidden && (keys.includes(CTRL_C) || keys.includes(CTRL_D))) end();
	};
	reader.on("line", (line) => {
		queue.push(hidden ? edited(line) : line);
		wake();
	});
	reader.on("close", end);
	input.on("data", onData);

	return {
		/** Waits for the next line. Returns undefined when input has ended or the process is told to stop. */
		async line(): Promise<string | undefined> {
			while (queue.length === 0 && !ended)
				await new Promise<void>((resolve) => {
					wake = resolve;
				});
			return ended ? undefined : queue.shift();
		},
		/** Whether input has ended, or the process is told to stop. */
		ended: () => ended,
		/** Discards the queued lines, and returns how many there were. */
		discard: () => queue.splice(0).length,
		/** Whether the terminal shows what is typed. */
		echo(on: boolean) {
			hidden = !on;
			input.setRawMode?.(hidden);
		},
		close() {
			input.removeListener("data", onData);
			reader.close();
		},
	};
}

/** Applies the editing keys that a terminal in raw mode passes on. */
function edited(keys: string): string {
	let line: string[] = [];
	for (const key of keys)
		if (BACKSPACES.includes(key)) line.pop();
		else if (key === CTRL_U) line = [];
		else if (key >= " ") line.push(key);
	return line.join("");
}
