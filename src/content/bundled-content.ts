/** Reads the JSON files that the build puts beside the program. */
import { readFileSync } from "node:fs";
import { fileTrouble, StalkCheckError } from "../platform/errors";

/** @throws StalkCheckError `bad-content` when the file cannot be read or parsed. */
export function readBundled(file: string): unknown {
	try {
		return JSON.parse(readFileSync(file, "utf8"));
	} catch (error) {
		const fault = error instanceof SyntaxError ? "is damaged" : `cannot be read: ${fileTrouble(error)}`;
		throw new StalkCheckError(
			"bad-content",
			`The file ${file}, a part of stalk-check, ${fault}. Install stalk-check again. In danger now? Call 999.`,
		);
	}
}
