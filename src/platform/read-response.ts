/** Reads a response from JSON. */
import { jsonProblems, parseJson } from "../content/json";
import type { Response } from "../content/schema";
import { type Checkable, checkResponse, MAX_PROBLEMS } from "../engine/response";
import { badAnswers } from "./errors";
import { isSealed } from "./sealed-file";

/** The longest response accepted, in bytes (1 MiB). */
export const MAX_RESPONSE_BYTES = 1 << 20;

/**
 * Reads one response from JSON.
 * @throws StalkCheckError `bad-answers`, with every problem found, up to 1,000; or how to open it, when it is sealed.
 */
export function readResponse(content: Checkable, bytes: Uint8Array): Response {
	if (bytes.length > MAX_RESPONSE_BYTES)
		throw badAnswers(
			`The response is longer than ${MAX_RESPONSE_BYTES} bytes (1 MiB), which is the most that is read.`,
		);
	let text: string;
	let value: unknown;
	try {
		text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
		value = parseJson(text);
	} catch (error) {
		const why = error instanceof SyntaxError ? error.message : "it is not UTF-8 text";
		throw badAnswers(`The response is not JSON: ${why}.`);
	}
	const problems = checkResponse(content, value);
	const isFull = problems.length > MAX_PROBLEMS;
	if (!isFull && (problems.length > 0 || mayRepeat(text, value as Response))) problems.push(...jsonProblems(text));
	if (problems.length === 0) return value as Response;
	if (isSealed(text))
		throw badAnswers("This file is sealed with a passphrase. Open it with: stalk-check --resume FILE");
	let count = problems.length === 1 ? "a problem" : `${problems.length} problems`;
	if (problems.length > MAX_PROBLEMS) count = `more than ${MAX_PROBLEMS} problems, of which these are the first`;
	throw badAnswers(`The response has ${count}; nothing was assessed.`, problems.slice(0, MAX_PROBLEMS));
}

/** Whether there are more colons than keys, as a duplicate key would make. Much cheaper than the full check. */
function mayRepeat(text: string, response: Response): boolean {
	const keys = Object.keys(response).length + Object.keys(response.answers).length;
	return text.split(":").length - 1 !== keys;
}
