/** Reads what the build put beside the program, and refuses what is not as it was built. */
import { readFileSync } from "node:fs";
import { fileTrouble, StalkCheckError } from "./errors";

/** The largest prime below 2^64. */
const PRIME = 0xffff_ffff_ffff_ffc5n;

/**
 * What is left of some bytes, read as one number, when it is divided by a prime. It tells of accidents; whoever changes a
 * file on purpose can change the program as well. A start has no time to load hashes, or for a loop that is not warm yet.
 */
export function checksum(bytes: Buffer): string {
	return (BigInt(`0x1${bytes.toString("hex")}`) % PRIME).toString(16);
}

/**
 * Reads a file of JSON that has this checksum.
 * @throws StalkCheckError `bad-content` when it cannot be read, or is not what was built.
 */
export function readShipped(file: string, expected: string): unknown {
	let bytes: Buffer;
	try {
		bytes = readFileSync(file);
	} catch (error) {
		throw damaged(file, `cannot be read: ${fileTrouble(error)}`);
	}
	if (checksum(bytes) !== expected)
		throw damaged(file, "was cut short or changed");
	return JSON.parse(bytes.toString());
}

function damaged(file: string, how: string): StalkCheckError {
	return new StalkCheckError(
		"bad-content",
		`The file ${file}, a part of stalk-check, ${how}, so nothing that it says can be relied on. Install stalk-check again. In danger now? Call 999.`,
	);
}
