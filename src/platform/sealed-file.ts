/** Seals a text with a passphrase, and opens it again. Nothing outside a sealed file says what it is about. */
import { StalkCheckError } from "./errors";

const FORMAT = "sealed@1";
/** How a passphrase becomes a key: takes 128 MiB and some tenths of a second, for us and for whoever guesses. */
const COST = { n: 2 ** 17, r: 8, p: 1 } as const;
const CIPHER = "aes-256-gcm";
/** How many bytes each has. */
const LENGTH = { salt: 16, nonce: 12, tag: 16, key: 32 } as const;
/** Texts are filled up to a multiple of this many bytes, so that the length of the file says little. */
const BLOCK = 4096;
/** Ends the text, before the zeros that fill the block. Nothing but zeros follows it, so that any text comes back whole. */
const END = 0x80;

/** Makes a key from a passphrase and a salt. */
export type Derive = (passphrase: string, salt: Uint8Array) => Promise<Buffer>;

/**
 * Seals a text. The same text and passphrase give another file every time. `derive` is there for tests, to be quick.
 * @throws StalkCheckError `usage` when the passphrase is empty; `cannot-write` when there is not the memory for it.
 */
export async function seal(text: string, passphrase: string, derive: Derive = stretch): Promise<string> {
	if (passphrase === "") throw new StalkCheckError("usage", "The passphrase is empty.");
	const { createCipheriv, randomBytes } = await import("node:crypto");
	const header = { salt: randomBytes(LENGTH.salt), nonce: randomBytes(LENGTH.nonce) };
	const key = await derive(passphrase, header.salt).catch(noKey("cannot-write"));
	const cipher = createCipheriv(CIPHER, key, header.nonce, { authTagLength: LENGTH.tag });
	cipher.setAAD(Buffer.from(inJson(header)));
	const data = Buffer.concat([cipher.update(filled(text)), cipher.final()]);
	return `${inJson({ ...header, tag: cipher.getAuthTag(), data })}\n`;
}

/** Whether a text is a sealed file, of this version or another, damaged or not. */
export function isSealed(text: string): boolean {
	const { format } = parsed(text);
	return typeof format === "string" && format.startsWith("sealed@");
}

/**
 * Gives the text that was sealed, and nothing unless every bit of it is as it was. How the JSON is laid out does not
 * matter. What it says must be just what `seal` writes, so that no file can ask for more memory or time.
 * @throws StalkCheckError `wrong-passphrase`; `cannot-open` when the file is damaged, or there is not the memory for it.
 */
export async function unseal(sealed: string, passphrase: string, derive: Derive = stretch): Promise<string> {
	const { tag, data, ...header } = partsOf(sealed);
	const { createDecipheriv } = await import("node:crypto");
	const key = await derive(passphrase, header.salt).catch(noKey("cannot-open"));
	const decipher = createDecipheriv(CIPHER, key, header.nonce, { authTagLength: LENGTH.tag });
	decipher.setAAD(Buffer.from(inJson(header))).setAuthTag(tag);
	const text = decipher.update(data);
	try {
		decipher.final();
	} catch {
		throw new StalkCheckError(
			"wrong-passphrase",
			"The passphrase does not open this file, or the file was changed. Nothing was changed.",
		);
	}
	return text.toString("utf8", 0, text.lastIndexOf(END));
}

/** Why a passphrase is easy to guess, to complete "It ...". It can be used all the same. */
export function weakness(passphrase: string): string | undefined {
	const characters = [...normalised(passphrase).toLowerCase()];
	const words = new Set(characters.join("").match(/\p{L}+/gu));
	if (characters.length < 12) return "has fewer than 12 characters";
	if (new Set(characters).size < 6) return "has the same few characters again and again";
	return words.size < 2 && characters.length < 20 ? "is one word or one number" : undefined;
}

/** Systems write the same letters in different ways. */
function normalised(passphrase: string): string {
	return passphrase.normalize("NFKC");
}

const stretch: Derive = async (passphrase, salt) => {
	const { scrypt } = await import("node:crypto");
	const { n: N, r, p } = COST;
	const cost = { N, r, p, maxmem: 2 * 128 * N * r };
	return new Promise((resolve, reject) =>
		scrypt(normalised(passphrase), salt, LENGTH.key, cost, (error, key) => (error ? reject(error) : resolve(key))),
	);
};

function noKey(code: "cannot-open" | "cannot-write") {
	return ({ message }: Error): never => {
		const what = "No key can be made from the passphrase, which takes 128 MiB of memory";
		throw new StalkCheckError(code, `${what}: ${message}.`);
	};
}

function filled(text: string): Buffer {
	const bytes = Buffer.from(text);
	const blocks = Buffer.alloc(Math.ceil((bytes.length + 1) / BLOCK) * BLOCK);
	bytes.copy(blocks);
	blocks[bytes.length] = END;
	return blocks;
}

/** How a file was sealed, which is authenticated along with the text, and what it holds. */
type Header = { salt: Buffer; nonce: Buffer };
type Parts = Header & { tag: Buffer; data: Buffer };

/** A sealed file; or its header alone, however the file is laid out. */
function inJson({ salt, nonce, tag, data }: Header & Partial<Parts>): string {
	return JSON.stringify({
		format: FORMAT,
		kdf: { name: "scrypt", ...COST, salt: salt.toString("base64") },
		cipher: { name: CIPHER, nonce: nonce.toString("base64"), tag: tag?.toString("base64") },
		data: data?.toString("base64"),
	});
}

/** The bytes of a sealed file, once it is known to be what `seal` writes. */
function partsOf(sealed: string): Parts {
	if (!isSealed(sealed)) throw cannotOpen("This is not a file that is sealed with a passphrase.");
	const { format, kdf, cipher, data } = parsed(sealed);
	const other = `This file is sealed in a way that this version cannot open: ${JSON.stringify(format)}, not "${FORMAT}".`;
	if (format !== FORMAT) throw cannotOpen(`${other} Nothing was changed.`);
	const bytes = (base64: unknown) => Buffer.from(typeof base64 === "string" ? base64 : "", "base64");
	const parts = { salt: bytes(kdf?.salt), nonce: bytes(cipher?.nonce), tag: bytes(cipher?.tag), data: bytes(data) };
	const isWhole =
		(["salt", "nonce", "tag"] as const).every((name) => parts[name].length === LENGTH[name]) &&
		parts.data.length > 0 &&
		parts.data.length % BLOCK === 0;
	// Only one way to write these parts is right: Base64 has others, and a file may hold more than it should.
	if (isWhole && sealed.replace(/\s/g, "") === inJson(parts)) return parts;
	throw cannotOpen("This sealed file is damaged, or is not whole: it is not as it was written. Nothing was changed.");
}

function cannotOpen(message: string): StalkCheckError {
	return new StalkCheckError("cannot-open", message);
}

type Values = { [key: string]: unknown } | null;

/** The values of a JSON object; none of any other text. Trimmed, for an editor may have put a byte order mark before it. */
function parsed(text: string): { format?: unknown; kdf?: Values; cipher?: Values; data?: unknown } {
	try {
		return JSON.parse(text.trim()) ?? {};
	} catch {
		return {};
	}
}
