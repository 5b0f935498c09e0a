/** Reads what a command is given in a file or on standard input. */
import { StalkCheckError } from "../platform/errors";
import { readFile } from "../platform/files";
import type { Io } from "../platform/io";
import { MAX_RESPONSE_BYTES } from "../platform/read-response";

export const NO_ANSWERS_PIPED = "No answers were piped in. Give a file, or run stalk-check by itself to be asked.";

/**
 * Reads a file, or standard input for `-` or no file: all of it, or one byte more than the limit.
 * @throws StalkCheckError `cannot-read`, or `nobody-to-ask` with the message `nothingPiped` at a terminal
 */
export function readInput(io: Io, file: string | undefined, limit: number, nothingPiped = NO_ANSWERS_PIPED): Buffer {
	if (file !== undefined && file !== "-") return readFile(file, limit + 1);
	if (io.isTerminal(0)) throw new StalkCheckError("nobody-to-ask", nothingPiped);
	return io.readInput(limit + 1);
}

/**
 * Reads the response that a command is given.
 * @throws StalkCheckError `cannot-read`, or `nobody-to-ask` when standard input is blank
 */
export function readResponseBytes(io: Io, file: string | undefined): Buffer {
	const bytes = readInput(io, file, MAX_RESPONSE_BYTES);
	if ((file === undefined || file === "-") && isBlank(bytes)) throw nobodyToAsk();
	return bytes;
}

/** Reads the response piped in beside a log, if any. */
export function readOptionalResponse(io: Io): Buffer | undefined {
	const bytes = io.isTerminal(0) ? undefined : readInput(io, undefined, MAX_RESPONSE_BYTES);
	return bytes && isBlank(bytes) ? undefined : bytes;
}

function isBlank(bytes: Buffer): boolean {
	return bytes.every((byte) => byte <= 0x20);
}

/** The error for a run without a terminal and without answers. */
export function nobodyToAsk(): StalkCheckError {
	return new StalkCheckError(
		"nobody-to-ask",
		"There is nobody to ask: this is not a terminal, and no answers were piped in. Run it in a terminal, or give it answers: stalk-check assess FILE, or pipe them in: cat FILE | stalk-check. For an empty set: stalk-check template",
	);
}
