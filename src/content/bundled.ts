/** Reads what the build put beside the program, and refuses what is not as it was built. */
import { readFileSync } from "node:fs";
import { fileTrouble, StalkCheckError } from "../platform/errors";

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
export function readTwin(file: string, length: number): unknown {
	const bytes = bytesOf(file, file);
	if (!areAlike(bytes, bytesOf(`${file}.twin`, file), length))
		throw damaged(file, CHANGED);
	return JSON.parse(bytes.toString());
}

/**
 * Reads a file of JSON that has this checksum: for what is not needed at most starts, and would be long beside a twin.
 * @throws StalkCheckError `bad-content` when it cannot be read, or is not what was built.
 */
export function readSummed(file: string, expected: string): unknown {
	const bytes = bytesOf(file, file);
	if (checksum(bytes) !== expected) throw damaged(file, CHANGED);
	return JSON.parse(bytes.toString());
}

/** The largest prime below 2^64. */
const PRIME = 0xffff_ffff_ffff_ffc5n;

/** What is left of some bytes, read as one number, when it is divided by a prime. */
export function checksum(bytes: Buffer): string {
	return (BigInt(`0x1${bytes.toString("hex")}`) % PRIME).toString(16);
}

const CHANGED = "was cut short or changed";

function bytesOf(file: string, about: string): Buffer {
	try {
		return readFileSync(file);
	} catch (error) {
		throw damaged(about, `cannot be read: ${fileTrouble(error)}`);
	}
}

function damaged(file: string, how: string): StalkCheckError {
	return new StalkCheckError(
		"bad-content",
		`The file ${file}, a part of stalk-check, ${how}, so nothing that it says can be relied on. Install stalk-check again. In danger now? Call 999.`,
	);
}
