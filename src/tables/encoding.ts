/** How the bytes of a table become text, whatever wrote them. */
import { isUtf8 } from "node:buffer";

/** The first bytes of files that are not text, whatever they are called: workbooks, PDF, rich text. */
const BINARY_STARTS = ["PK\x03\x04", "%PDF", "{\\rtf", "\xd0\xcf\x11\xe0"];

/** The characters of windows-1252 from 0x80 to 0x9f, which the decoder of Node 20 reads as Latin-1. */
const WINDOWS_1252 = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

/** What is said of a table in windows-1252. */
export const READ_AS_WINDOWS =
	"Read as Windows text (windows-1252), because it is not UTF-8: look whether accents and quotation marks are right";

/** The encoding of text, from its first bytes (Latin-1): UTF-8 where nothing says otherwise. Undefined if it is not text. */
export function encodingOf(start: string): "utf-8" | "utf-16le" | "utf-16be" | undefined {
	if (BINARY_STARTS.some((signature) => start.startsWith(signature))) return undefined;
	return start.startsWith("\xfe\xff") ? "utf-16be" : start.startsWith("\xff\xfe") ? "utf-16le" : "utf-8";
}

/** The text of a whole file, with line feeds; undefined if it is not text. What is not UTF-8 or UTF-16 is windows-1252. */
export function decodeText(bytes: Uint8Array): { text: string; isWindows: boolean } | undefined {
	const latin1 = Buffer.from(bytes).toString("latin1");
	const encoding = encodingOf(latin1);
	if (encoding === undefined) return undefined;
	const isWindows = encoding === "utf-8" && !isUtf8(bytes);
	try {
		const text = isWindows ? fromWindows(latin1) : new TextDecoder(encoding, { fatal: true }).decode(bytes);
		return text.includes("\0") ? undefined : { text: text.replace(/\r\n?/g, "\n"), isWindows };
	} catch {
		return undefined;
	}
}

/** The text of bytes in windows-1252 (Latin-1). */
function fromWindows(bytes: string): string {
	return bytes.replace(/[\x80-\x9f]/g, (byte) => WINDOWS_1252[byte.charCodeAt(0) - 0x80] as string);
}

const NOT_ASCII = /[^\0-\x7f]/;

/** The text of lines in UTF-8 (Latin-1). Those that are in no UTF-8 are taken for windows-1252, and `found` is told. */
export function decodeLines(lines: string, found: () => void): string {
	if (!NOT_ASCII.test(lines)) return lines;
	const bytes = Buffer.from(lines, "latin1");
	if (isUtf8(bytes)) return bytes.toString();
	found();
	if (!lines.includes("\n")) return fromWindows(lines);
	return lines
		.split("\n")
		.map((line) => decodeLines(line, found))
		.join("\n");
}
