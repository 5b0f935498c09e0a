/** Bytes of a log to text. */
import { refusal } from "./problems";

/** How files begin that are not text, whatever they are called: workbooks, PDF, rich text. */
const NOT_TEXT = ["PK\x03\x04", "%PDF", "{\\rtf", "\xd0\xcf\x11\xe0"];

/** The characters of windows-1252 from 0x80 to 0x9f. */
const WINDOWS_1252 = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

/**
 * Decodes UTF-8, UTF-16 with a byte order mark, or else windows-1252, which gets a remark. Line ends become "\n".
 * @throws StalkCheckError where the bytes are not text.
 */
export function decodeText(bytes: Uint8Array): {
	text: string;
	remarks: string[];
} {
	const start = Buffer.from(bytes.subarray(0, 5)).toString("latin1");
	if (NOT_TEXT.some((it) => start.startsWith(it))) throw notText();
	const bigEndian = start.startsWith("\xfe\xff");
	const utf16 = bigEndian || start.startsWith("\xff\xfe");
	const encoding = bigEndian ? "utf-16be" : utf16 ? "utf-16le" : "utf-8";
	const remarks: string[] = [];
	let text: string;
	try {
		text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
	} catch {
		if (utf16) throw notText();
		text = decodeWindows(bytes);
		remarks.push(
			"Read as Windows text (windows-1252), because it is not UTF-8: look whether accents and quotation marks are right",
		);
	}
	if (text.includes("\0")) throw notText();
	return { text: text.replace(/\r\n?/g, "\n"), remarks };
}

/** The decoder of Node 20 reads windows-1252 as Latin-1, which lacks quotation marks. */
function decodeWindows(bytes: Uint8Array): string {
	return Buffer.from(bytes)
		.toString("latin1")
		.replace(/[\x80-\x9f]/g, (character) => WINDOWS_1252[character.charCodeAt(0) - 0x80] as string);
}

function notText() {
	return refusal("The log is not text. In the program that wrote it, save it as CSV, and give that file.");
}
