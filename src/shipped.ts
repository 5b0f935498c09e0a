/** Reads what the build put beside the program, and refuses what is not as it was built. */
import { readFileSync } from "node:fs";
import { fileTrouble, StalkCheckError } from "./errors";

/**
 * The same bytes, an even number of them, with each two the other way round: to be kept beside a file, so that what happens
 * to the one by accident is seen, also when words are searched for and replaced in every file. It does not tell of whoever
 * means it. A start has no time to load hashes, nor for a loop that is not warm yet.
 */
export function twinOf(bytes: Buffer): Buffer {
	return Buffer.from(bytes).swap16();
}

/** Whether some bytes, which should be so many, and their twin are both as they were made. */
export function areAlike(bytes: Buffer, twin: Buffer, length: number): boolean {
	if (bytes.length !== length || twin.length !== length) return false;
	return twin.swap16().equals(bytes);
}

/**
 * Reads a file of JSON that has so many bytes, and a twin beside it.
 * @throws StalkCheckError `bad-content` when it cannot be read, or is not what was built.
 */
export function readShipped(file: string, length: number): unknown {
	let bytes: Buffer;
	let twin: Buffer;
	try {
		bytes = readFileSync(file);
		twin = readFileSync(`${file}.twin`);
	} catch (error) {
		throw damaged(file, `cannot be read: ${fileTrouble(error)}`);
	}
	if (!areAlike(bytes, twin, length))
		throw damaged(file, "was cut short or changed");
	return JSON.parse(bytes.toString());
}

function damaged(file: string, how: string): StalkCheckError {
	return new StalkCheckError(
		"bad-content",
		`The file ${file}, a part of stalk-check, ${how}, so nothing that it says can be relied on. Install stalk-check again. In danger now? Call 999.`,
	);
}
