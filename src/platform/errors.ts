/** The one error class thrown on purpose, and how anything from outside is made safe to print. */
import type { Problem } from "../content/schema";

/** Exit codes that scripts rely on. */
export const EXIT = { done: 0, bug: 1, usage: 2, answers: 3, content: 4, files: 5, stopped: 130 } as const;

/** Stable names of what went wrong, for programs; the exit code follows from them. */
const CODES = {
	usage: EXIT.usage,
	"bad-answers": EXIT.answers,
	"bad-content": EXIT.content,
	"cannot-read": EXIT.files,
	"cannot-write": EXIT.files,
	"cannot-open": EXIT.files,
	"wrong-passphrase": EXIT.files,
	"nobody-to-ask": EXIT.files,
	stopped: EXIT.stopped,
	/** At once: the exit code says no more than the screen does. */
	left: EXIT.done,
} as const;

/** Something the person at the keyboard or the script's author can put right. Never used for our own bugs. */
export class StalkCheckError extends Error {
	readonly exitCode: number;
	constructor(
		readonly code: keyof typeof CODES,
		message: string,
		readonly problems: Problem[] = [],
	) {
		super(message);
		this.exitCode = CODES[code];
	}
}

/** The error for a command line that is wrong. */
export function usageError(message: string): StalkCheckError {
	return new StalkCheckError("usage", message);
}

/** The error for a response, a log or a table that is wrong, with what is wrong where. */
export function badAnswers(message: string, problems: Problem[] = []): StalkCheckError {
	return new StalkCheckError("bad-answers", message, problems);
}

/** The text with control, direction-changing and other invisible characters spelled out, so that it cannot act on a terminal. */
export function printable(text: string): string {
	return text.replace(
		/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
		(character) => `\\u{${(character.codePointAt(0) as number).toString(16)}}`,
	);
}

/** JSON in which such characters are escaped as well, so that it means the same and cannot act on a terminal either. */
export function inertJson(value: unknown, indent?: number): string {
	const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
	return JSON.stringify(value, null, indent).replace(/[\x7f-\x9f\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
		character.split("").map(escaped).join(""),
	);
}

/** A problem in words. */
export function problemText({ path, message, suggestion }: Problem): string {
	const where = path === "" ? "" : `${path}: `;
	const hint = suggestion === undefined ? "" : ` Did you mean "${suggestion}"?`;
	return printable(`${where}${message}.${hint}`);
}

/** What Node says about a failed file operation, in words. */
export function fileTrouble(error: unknown): string {
	const { code } = error as { code?: string };
	return code === undefined ? String(error) : (FILE_TROUBLE[code] ?? code);
}

const FILE_TROUBLE: Record<string, string> = {
	ENOENT: "it does not exist",
	EACCES: "you are not allowed to",
	EPERM: "you are not allowed to",
	EBUSY: "another program is using it",
	EISDIR: "it is a folder",
	ENOTDIR: "it is not a folder",
	EEXIST: "it exists already, and is never written over. Name another",
	ENAMETOOLONG: "its name is too long",
	ENOSPC: "the disk is full",
	EDQUOT: "the disk is full",
	EROFS: "the disk is read-only",
};

/** The error for a file that cannot be read, for the reason given; without a file, for standard input. */
export function cannotRead(file: string | undefined, error: unknown): StalkCheckError {
	const what = file === undefined ? "Standard input" : `The file ${file}`;
	return new StalkCheckError("cannot-read", `${what} cannot be read: ${fileTrouble(error)}.`);
}

/** The error for a file that cannot be written, for the reason given; without a file, for standard output. */
export function cannotWrite(file: string | undefined, error: unknown): StalkCheckError {
	const what = file === undefined ? "The result" : `The file ${file}`;
	const { code } = error as { code?: string };
	const why = code === "ENOENT" ? "it or its folder does not exist" : fileTrouble(error);
	return new StalkCheckError("cannot-write", `${what} cannot be written: ${why}.`);
}
