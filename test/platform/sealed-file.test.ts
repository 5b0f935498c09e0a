import { createCipheriv, createDecipheriv, createHash, scryptSync } from "node:crypto";
import content from "virtual:content";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { StalkCheckError } from "../../src/platform/errors";
import { readResponse } from "../../src/platform/read-response";
import { type Derive, isSealed, seal, unseal, weakness } from "../../src/platform/sealed-file";
import { many } from "../support/random";

/** A key at no cost, for what does not depend on how slow it is. */
const quick: Derive = async (passphrase, salt) => createHash("sha256").update(passphrase).update(salt).digest();
const never: Derive = async () => {
	throw new Error("a key was made");
};
const quickly = (text: string, passphrase = "secret") => seal(text, passphrase, quick);

const DIFFERENT = "The passphrase does not open this file, or the file was changed. Nothing was changed.";
const DAMAGED = "This sealed file is damaged, or is not whole: it is not as it was written. Nothing was changed.";

/** What the person is told when a file cannot be opened. */
async function refusal(sealed: string, passphrase = "secret", derive: Derive | undefined = quick): Promise<string> {
	try {
		await unseal(sealed, passphrase, derive);
	} catch (error) {
		expect(error).toBeInstanceOf(StalkCheckError);
		expect(error).toMatchObject({
			code: expect.stringMatching(/^(cannot-open|wrong-passphrase)$/),
			exitCode: 5,
		});
		return (error as Error).message;
	}
	throw new Error(`it was opened: ${sealed.slice(0, 300)}`);
}

// Slow on purpose, and slower on a busy computer.
describe("with its real cost", { timeout: 120_000 }, () => {
	const text = '{ "answers": { "followed": "once" } }';
	const passphrase = "caf\u00e9 \ufb01ve";

	test("a file opens with its passphrase, however its letters are written, and with no other", async () => {
		const sealed = await seal(text, passphrase);
		expect(await unseal(sealed, passphrase)).toBe(text);
		expect(await unseal(sealed, "cafe\u0301 five")).toBe(text);
		expect(await unseal(sealed, "\uff43af\u00e9 five")).toBe(text);
		for (const wrong of ["cafe five", `${passphrase} `, ""])
			expect(await refusal(sealed, wrong, undefined)).toBe(DIFFERENT);
	});

	test("a file is what it says it is, to any other program too", async () => {
		const sealed = await seal(text, passphrase);
		const { data, cipher, ...rest } = JSON.parse(sealed);
		const { nonce, tag } = cipher;
		const { salt } = rest.kdf;
		expect(rest).toEqual({
			format: "sealed@1",
			kdf: { name: "scrypt", n: 131072, r: 8, p: 1, salt },
		});
		expect(cipher).toEqual({ name: "aes-256-gcm", nonce, tag });
		const bytes = (it: string) => Buffer.from(it, "base64");
		expect([salt, nonce, tag].map((it) => bytes(it).length)).toEqual([16, 12, 16]);
		const key = scryptSync(passphrase.normalize("NFKC"), bytes(salt), 32, {
			N: 131072,
			r: 8,
			p: 1,
			maxmem: 2 ** 28,
		});
		const header = { ...rest, cipher: { name: cipher.name, nonce } };
		const opened = createDecipheriv("aes-256-gcm", key, bytes(nonce))
			.setAAD(Buffer.from(JSON.stringify(header)))
			.setAuthTag(bytes(tag));
		const filled = Buffer.concat([opened.update(bytes(data)), opened.final()]);
		expect(filled).toHaveLength(4096);
		expect(filled.subarray(0, text.length).toString()).toBe(text);
		expect(filled[text.length]).toBe(0x80);
		expect(filled.subarray(text.length + 1).every((it) => it === 0)).toBe(true);
	});

	test("an empty passphrase seals nothing", async () => {
		await expect(seal(text, "")).rejects.toMatchObject({
			code: "usage",
			message: "The passphrase is empty.",
		});
	});
});

describe("any text", () => {
	const anyText = fc.oneof(
		fc.string({ unit: "grapheme", maxLength: 300 }),
		fc.tuple(fc.string({ unit: "grapheme" }), fc.nat(9000)).map(([it, length]) => it + "x".repeat(length)),
		fc.constantFrom("\0", "\u0080\0\0", " \n", "\ufeff{}", "a\u0080"),
	);

	test("comes back as it was, and says little by its length", async () => {
		await fc.assert(
			fc.asyncProperty(anyText, fc.string({ unit: "grapheme", minLength: 1 }), async (text, passphrase) => {
				const sealed = await quickly(text, passphrase);
				expect(isSealed(sealed)).toBe(true);
				expect(sealed.endsWith("}\n")).toBe(true);
				expect(await unseal(sealed, passphrase, quick)).toBe(text);
				const { data } = JSON.parse(sealed);
				const { length } = Buffer.from(data, "base64");
				expect(length % 4096).toBe(0);
				const over = length - Buffer.byteLength(text);
				expect(over > 0 && over <= 4096).toBe(true);
				expect(await refusal(sealed, `${passphrase}x`)).toBe(DIFFERENT);
			}),
			{ numRuns: many(200) },
		);
	});

	test("is sealed in another way every time", async () => {
		const files = await Promise.all(Array.from({ length: 50 }, () => quickly("the same")));
		const all = files.map((it) => JSON.parse(it));
		for (const part of [
			all.map((it) => it.kdf.salt),
			all.map((it) => it.cipher.nonce),
			all.map((it) => it.cipher.tag),
			all.map((it) => it.data),
		])
			expect(new Set(part).size).toBe(50);
	});

	test("is nowhere to be read, and nothing says what it is about", async () => {
		const sealed = await quickly('{ "answers": { "followed": "once" } }');
		expect(Object.keys(JSON.parse(sealed))).toEqual([...["format", "kdf", "cipher", "data"]]);
		for (const word of ["answers", "followed", "stalk", "harass", "secret"])
			expect(sealed.toLowerCase()).not.toContain(word);
	});
});

describe("a file that was changed", () => {
	test("is refused after any change of a single byte", async () => {
		const sealed = Buffer.from((await quickly("what happened")).trimEnd());
		const start = sealed.indexOf('"data"') + 40;
		// All of the header, and a sample of the data.
		const places = sealed.length - 40;
		for (let at = 0; at < sealed.length; at++) {
			if (at > start && at < places && at % 97 !== 0) continue;
			for (const change of [1, 2, 8, 16, 32, 128]) {
				const changed = Buffer.from(sealed);
				changed[at] = (sealed[at] as number) ^ change;
				expect(await refusal(changed.toString())).not.toBe("");
			}
			const spaced = Buffer.from(sealed);
			spaced[at] = 0x20;
			await refusal(spaced.toString());
		}
	});

	test("is refused when cut short, or when something is added", async () => {
		const sealed = (await quickly("what happened")).trimEnd();
		for (const length of [0, 1, 20, 200, sealed.length - 2, sealed.length - 1]) await refusal(sealed.slice(0, length));
		for (const more of ["}", "x", sealed]) await refusal(sealed + more);
	});

	test("opens however the JSON is laid out, and after an editor's byte order mark", async () => {
		const sealed = await quickly("what happened");
		for (const laidOut of [
			sealed.trimEnd(),
			sealed.replace("\n", "\r\n"),
			JSON.stringify(JSON.parse(sealed), null, "\t"),
			`\ufeff${sealed}`,
		]) {
			expect(isSealed(laidOut)).toBe(true);
			expect(await unseal(laidOut, "secret", quick)).toBe("what happened");
		}
	});

	type File = {
		format: unknown;
		kdf: Record<string, unknown>;
		cipher: Record<string, unknown>;
		data: string;
		[more: string]: unknown;
	};
	const base64 = (length: number) => Buffer.alloc(length, 7).toString("base64");
	/** Each is refused before any key is made: it can cost neither memory nor time. */
	const hostile: [what: string, change: (file: File) => unknown][] = [
		...[1, 2, 2 ** 16, 2 ** 18, 2 ** 30, 1e300, -1, 0, "131072", null].map((n): [string, (file: File) => unknown] => [
			`n as ${n}`,
			(file) => {
				file.kdf.n = n;
			},
		]),
		...["r", "p"].flatMap((name) =>
			[0, 2, 16, 2 ** 30, "8", null, [8]].map((value): [string, (file: File) => unknown] => [
				`${name} as ${value}`,
				(file) => {
					file.kdf[name] = value;
				},
			]),
		),
		...[0, 1, 15, 17, 1 << 16].flatMap((length) =>
			(["salt", "nonce", "tag"] as const).map((name): [string, (file: File) => unknown] => [
				`a ${name} of ${length} bytes`,
				(file) => {
					(name === "salt" ? file.kdf : file.cipher)[name] = base64(length);
				},
			]),
		),
		[
			"a tag cut to 4 bytes",
			({ cipher }) => {
				cipher.tag = Buffer.from(cipher.tag as string, "base64")
					.subarray(0, 4)
					.toString("base64");
			},
		],
		["no data", (file) => Object.assign(file, { data: "" })],
		["data of half a block", (file) => Object.assign(file, { data: base64(2048) })],
		["data that is a list", (file) => Object.assign(file, { data: [file.data] })],
		[
			"data with something after it",
			(file) => {
				file.data += "\u0000";
			},
		],
		[
			"Base64 for addresses",
			(file) => {
				file.data = file.data.replaceAll("+", "-").replaceAll("/", "_");
			},
		],
		[
			"Base64 without its padding",
			({ kdf }) => {
				kdf.salt = String(kdf.salt).replace(/=+$/, "");
			},
		],
		[
			"Base64 with bits that mean nothing",
			({ kdf }) => {
				kdf.salt = String(kdf.salt).replace(/.==$/, "B==");
			},
		],
		["no kdf", (file) => Object.assign(file, { kdf: undefined })],
		["a kdf that is null", (file) => Object.assign(file, { kdf: null })],
		["a cipher that is text", (file) => Object.assign(file, { cipher: "aes" })],
		["another kdf", ({ kdf }) => Object.assign(kdf, { name: "pbkdf2" })],
		["another cipher", ({ cipher }) => Object.assign(cipher, { name: "aes-128-gcm" })],
		["a key more", (file) => Object.assign(file, { more: 1 })],
		["a key more in the kdf", ({ kdf }) => Object.assign(kdf, { maxmem: 1 })],
		["a key more in the cipher", ({ cipher }) => Object.assign(cipher, { aad: "" })],
		[
			"a key less",
			({ kdf }) => {
				delete kdf.p;
			},
		],
	];
	test.each(hostile)("is refused for %s, at no cost", async (_what, change) => {
		const file = JSON.parse(await quickly("what happened"));
		change(file);
		const start = performance.now();
		expect(await refusal(JSON.stringify(file), "secret", never)).toBe(DAMAGED);
		expect(performance.now() - start).toBeLessThan(1000);
	});

	test("is refused for a key given twice, or nested without end", async () => {
		const sealed = (await quickly("what happened")).trimEnd();
		const deep = 200_000;
		for (const [first, second] of [
			['"n":131072', '"n":1,"n":131072'],
			['"format"', '"format":"sealed@1","format"'],
			['"format"', '"__proto__":{},"format"'],
			['{"format"', `{"x":${"[".repeat(deep)}${"]".repeat(deep)},"format"`],
		] as const)
			expect(await refusal(sealed.replace(first, second), "secret", never)).toBe(DAMAGED);
	});

	test.each(["salt", "nonce", "tag", "data"])("is refused when it has another file's %s", async (name) => {
		const file = JSON.parse(await quickly("what happened"));
		const other = JSON.parse(await quickly("what happened"));
		if (name === "salt") file.kdf.salt = other.kdf.salt;
		else if (name === "data") file.data = other.data;
		else file.cipher[name] = other.cipher[name];
		expect(await refusal(JSON.stringify(file))).toBe(DIFFERENT);
	});

	test("is refused when its header was not authenticated", async () => {
		const sealed = await quickly("what happened");
		const file = JSON.parse(sealed);
		const salt = Buffer.from(file.kdf.salt, "base64");
		const nonce = Buffer.from(file.cipher.nonce, "base64");
		const cipher = createCipheriv("aes-256-gcm", await quick("secret", salt), nonce);
		const data = Buffer.concat([cipher.update(Buffer.alloc(4096)), cipher.final()]);
		file.data = data.toString("base64");
		file.cipher.tag = cipher.getAuthTag().toString("base64");
		expect(await refusal(JSON.stringify(file))).toBe(DIFFERENT);
	});
});

describe("what is not sealed, or not as we do it", () => {
	test.each(["", "x", "null", "[]", "3", '"sealed@1"', "{}", '{"format":1}'])(
		"%j is told from a sealed file",
		async (text) => {
			expect(isSealed(text)).toBe(false);
			expect(await refusal(text, "secret", never)).toBe("This is not a file that is sealed with a passphrase.");
		},
	);

	test("a file of another version is told as such", async () => {
		const sealed = (await quickly("x")).replace("sealed@1", "sealed@2");
		expect(isSealed(sealed)).toBe(true);
		expect(await refusal(sealed, "secret", never)).toContain('this version cannot open: "sealed@2"');
	});

	test("a computer without the memory for a key is told as such", async () => {
		const none: Derive = () => Promise.reject(new Error("malloc failure"));
		const says = "takes 128 MiB of memory: malloc failure.";
		expect(await refusal(await quickly("x"), "secret", none)).toContain(says);
		await expect(seal("x", "secret", none)).rejects.toMatchObject({
			code: "cannot-write",
			message: expect.stringContaining(says),
		});
	});
});

describe("a response that is sealed", () => {
	test.each(["sealed@1", "sealed@2"])("as %s is told how to be opened, and not what keys it lacks", async (format) => {
		const sealed = (await quickly("{}")).replace("sealed@1", format);
		const read = () => readResponse(content, Buffer.from(sealed));
		expect(read).toThrow(
			expect.objectContaining({
				code: "bad-answers",
				exitCode: 3,
				message: "This file is sealed with a passphrase. Open it with: stalk-check --resume FILE",
				problems: [],
			}),
		);
	});

	test("is not looked for in a response without problems", () => {
		const parse = vi.spyOn(JSON, "parse");
		readResponse(content, Buffer.from('{ "answers": {} }'));
		expect(parse).toHaveBeenCalledTimes(1);
		parse.mockRestore();
	});
});

describe("a passphrase", () => {
	test.each([
		["", "fewer than 12"],
		["h7#Kq!9zW$2", "fewer than 12"],
		["\u{1f511}".repeat(11), "fewer than 12"],
		["abcabcabcabc", "again and again"],
		["hahahaha haha haha ha", "again and again"],
		["Correspondence", "one word or one number"],
		["Manchester2019!", "one word or one number"],
		["password PASSWORD", "one word or one number"],
		["07700 900123 1988", "one word or one number"],
	])("such as %j is easy to guess: it is said to have %s", (passphrase, why) => {
		expect(weakness(passphrase)).toContain(why);
	});

	test.each(["purple kettle rain", "h7#Kq!9zW$2m", "correcthorsebatterystaple", "mae'r gath yn cysgu"])(
		"such as %j is not",
		(passphrase) => {
			expect(weakness(passphrase)).toBeUndefined();
		},
	);
});
