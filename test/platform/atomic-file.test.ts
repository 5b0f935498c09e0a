import { spawn, spawnSync } from "node:child_process";
import fs, {
	chmodSync,
	existsSync,
	linkSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { createAppendOnly, writeFileAtomic } from "../../src/platform/atomic-file";
import { StalkCheckError } from "../../src/platform/errors";
import { temporaryFolder } from "../support/run";

/** Calls that fail, with the error code that they fail with, and a last act before they do. */
const disk = { fails: {} as Record<string, string | undefined>, meanwhile() {} };
beforeAll(() => {
	for (const name of ["fchmodSync", "fsyncSync", "linkSync", "renameSync"] as const) {
		const original = fs[name] as (...args: unknown[]) => void;
		vi.spyOn(fs, name).mockImplementation((...args: unknown[]) => {
			const code = disk.fails[name];
			if (code === undefined) return original(...args);
			disk.meanwhile();
			throw Object.assign(new Error(code), { code });
		});
	}
	syncBuiltinESMExports();
});
afterEach(() => {
	disk.fails = {};
	disk.meanwhile = () => {};
});
afterAll(() => {
	vi.restoreAllMocks();
	syncBuiltinESMExports();
});

const all = temporaryFolder();
/** A folder with nothing in it yet. */
function newFolder(): string {
	const folder = join(all, `folder-${readdirSync(all).length}`);
	mkdirSync(folder);
	return folder;
}
const text = "what happened\n".repeat(20_000);
const read = (file: string) => readFileSync(file, "utf8");
const modeOf = (file: string) => statSync(file).mode & 0o777;
/** What the person is told when a file cannot be written. */
function refusal(write: () => void): string {
	try {
		write();
	} catch (error) {
		expect(error).toBeInstanceOf(StalkCheckError);
		expect(error).toMatchObject({ code: "cannot-write", exitCode: 5 });
		return (error as Error).message;
	}
	throw new Error("it was written");
}
const windows = process.platform === "win32";

describe.each([true, false])("a file written with replace %s", (replace) => {
	test.skipIf(windows).each([0o777, 0o277, 0o077, 0o022, 0])("is only its owner's, under the umask %i", (mask) => {
		const folder = newFolder();
		const file = join(folder, "new");
		const before = process.umask(mask);
		try {
			writeFileAtomic(file, text, { replace });
		} finally {
			process.umask(before);
		}
		expect(modeOf(file)).toBe(0o600);
		expect(read(file)).toBe(text);
		expect(readdirSync(folder)).toEqual(["new"]);
		expect(statSync(file).nlink).toBe(1);
	});

	test("is written even where modes are unknown", () => {
		const file = join(newFolder(), "new");
		disk.fails = { fchmodSync: "EPERM" };
		writeFileAtomic(file, text, { replace });
		expect(read(file)).toBe(text);
	});

	test("may have the longest of names, and an empty text", () => {
		const folder = newFolder();
		for (const name of ["a".repeat(255), "\u{1f600}".repeat(63)]) writeFileAtomic(join(folder, name), "", { replace });
		expect(readdirSync(folder)).toHaveLength(2);
	});

	test.each([
		["a name that is too long", "a".repeat(256), "its name is too long"],
		["a name below a file", "file/new", "it is not a folder"],
		["a name in a missing folder", "missing/new", "it or its folder does not exist"],
		["a name that ends as a folder's does", "new/", "it is a folder"],
	])("cannot have %s", (_what, name, says) => {
		const folder = newFolder();
		writeFileSync(join(folder, "file"), "mine");
		const file = `${folder}/${name}`;
		const message = refusal(() => writeFileAtomic(file, text, { replace }));
		expect(message).toBe(`The file ${file} cannot be written: ${says}.`);
		expect(readdirSync(folder)).toEqual(["file"]);
		expect(read(join(folder, "file"))).toBe("mine");
	});

	test("cannot have no name", () => {
		expect(refusal(() => writeFileAtomic("", text, { replace }))).toContain("does not exist");
		expect(readdirSync(".").filter((it) => it.endsWith(".part"))).toEqual([]);
	});

	test.each(["folder", "pipe", "device"])("does not replace a %s", (kind) => {
		const folder = newFolder();
		const file = kind === "device" ? "/dev/null" : join(folder, kind);
		if (kind === "folder") mkdirSync(file);
		if (kind === "pipe" && spawnSync("mkfifo", [file]).status !== 0) return;
		if (kind === "device" && !existsSync(file)) return;
		const before = lstatSync(file);
		const names = readdirSync(folder);
		const message = refusal(() => writeFileAtomic(file, text, { replace }));
		if (!replace) expect(message).toContain("it exists already");
		else if (kind === "folder") expect(message).toContain("it is a folder");
		else expect(message).toContain("it is not an ordinary file");
		expect(lstatSync(file).ino).toBe(before.ino);
		expect(readdirSync(folder)).toEqual(names);
	});

	test.skipIf(windows)("does not replace a link that points nowhere", () => {
		const folder = newFolder();
		const link = join(folder, "link");
		symlinkSync("nowhere", link);
		const message = refusal(() => writeFileAtomic(link, text, { replace }));
		expect(message).toContain(replace ? "not exist" : "exists already");
		expect(readlinkSync(link)).toBe("nowhere");
		expect(readdirSync(folder)).toEqual(["link"]);
	});

	test.each([
		["ENOSPC", "the disk is full"],
		["EDQUOT", "the disk is full"],
		["EBUSY", "another program is using it"],
		["EIO", "EIO"],
	])("leaves nothing behind when the disk says %s at the last moment", (code, said) => {
		const folder = newFolder();
		disk.fails = { fsyncSync: code };
		const file = join(folder, "new");
		const message = refusal(() => writeFileAtomic(file, text, { replace }));
		expect(message).toContain(said);
		expect(readdirSync(folder)).toEqual([]);
	});
});

test("a file that results are added to is taken back only while it is empty", () => {
	const file = join(newFolder(), "growing");
	for (const [text, left] of [
		["", false],
		["a\n", true],
	] as const) {
		const { append, close, discard } = createAppendOnly(file);
		if (text) append(text);
		close();
		discard();
		expect(existsSync(file)).toBe(left);
	}
	expect(readFileSync(file, "utf8")).toBe("a\n");
});

describe("without replace", () => {
	test("leaves a file that is there as it was", () => {
		const folder = newFolder();
		const file = join(folder, "file");
		writeFileSync(file, "mine");
		const before = statSync(file);
		expect(refusal(() => writeFileAtomic(file, text, { replace: false }))).toContain("it exists already");
		const { ino, mtimeMs, mode } = statSync(file);
		expect({ ino, mtimeMs, mode }).toMatchObject({
			ino: before.ino,
			mtimeMs: before.mtimeMs,
			mode: before.mode,
		});
		expect(read(file)).toBe("mine");
		expect(readdirSync(folder)).toEqual(["file"]);
	});

	test.each(["EPERM", "ENOTSUP", "ENOSYS", "EISDIR"])(
		"a disk where no file can have two names (%s) does as well",
		(code) => {
			const folder = newFolder();
			disk.fails = { linkSync: code };
			const file = join(folder, "new");
			writeFileAtomic(file, text, { replace: false });
			expect(read(file)).toBe(text);
			if (!windows) expect(modeOf(file)).toBe(0o600);
			expect(readdirSync(folder)).toEqual(["new"]);
		},
	);

	test.each([undefined, "EPERM"])("a file that comes in the meantime stays (link: %s)", (code) => {
		const folder = newFolder();
		const file = join(folder, "file");
		const come = () => writeFileSync(file, "mine");
		if (code === undefined) {
			// Past the first look, and before the name is given.
			disk.fails = { fchmodSync: "EPERM" };
		} else disk.fails = { linkSync: code };
		disk.meanwhile = come;
		const message = refusal(() => writeFileAtomic(file, text, { replace: false }));
		expect(message).toContain("it exists already");
		expect(read(file)).toBe("mine");
		expect(readdirSync(folder)).toEqual(["file"]);
	});

	test("a name that was claimed is let go when it cannot be taken", () => {
		const folder = newFolder();
		disk.fails = { linkSync: "EPERM", renameSync: "EIO" };
		const message = refusal(() => writeFileAtomic(join(folder, "new"), text, { replace: false }));
		expect(message).toContain("EIO");
		expect(readdirSync(folder)).toEqual([]);
	});
});

describe("with replace", () => {
	test("an ordinary file is replaced, and is only its owner's", () => {
		const folder = newFolder();
		const file = join(folder, "file");
		writeFileSync(file, "old", { mode: 0o644 });
		linkSync(file, join(folder, "other-name"));
		writeFileAtomic(file, text, { replace: true });
		expect(read(file)).toBe(text);
		if (!windows) expect(modeOf(file)).toBe(0o600);
		expect(read(join(folder, "other-name"))).toBe("old");
		expect(readdirSync(folder)).toEqual(["file", "other-name"]);
	});

	test.skipIf(windows)("of a link, the file it points to is", () => {
		const folder = newFolder();
		mkdirSync(join(folder, "below"));
		writeFileSync(join(folder, "below", "file"), "old");
		symlinkSync("below/file", join(folder, "inner"));
		symlinkSync("inner", join(folder, "outer"));
		writeFileAtomic(join(folder, "outer"), text, { replace: true });
		expect(readlinkSync(join(folder, "outer"))).toBe("inner");
		expect(readlinkSync(join(folder, "inner"))).toBe("below/file");
		expect(read(join(folder, "below", "file"))).toBe(text);
		expect(lstatSync(join(folder, "below", "file")).isFile()).toBe(true);
		expect(readdirSync(join(folder, "below"))).toEqual(["file"]);
	});

	test.skipIf(windows)("a link to a device is not followed", () => {
		const link = join(newFolder(), "link");
		symlinkSync("/dev/null", link);
		expect(refusal(() => writeFileAtomic(link, text, { replace: true }))).toContain("it is not an ordinary file");
		expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
	});

	// To root, no file is read-only.
	test.skipIf(windows || process.getuid?.() === 0)("a file that may not be written to stays", () => {
		const file = join(newFolder(), "file");
		writeFileSync(file, "old");
		chmodSync(file, 0o400);
		expect(refusal(() => writeFileAtomic(file, text, { replace: true }))).toContain("you are not allowed to");
		expect(read(file)).toBe("old");
	});

	test.each(["fsyncSync", "renameSync"])("the old file stays when %s fails", (name) => {
		const folder = newFolder();
		const file = join(folder, "file");
		writeFileSync(file, "old");
		disk.fails = { [name]: "EIO" };
		refusal(() => writeFileAtomic(file, text, { replace: true }));
		expect(read(file)).toBe("old");
		expect(readdirSync(folder)).toEqual(["file"]);
	});
});

describe.skipIf(windows)("in a process of its own", { timeout: 120_000 }, () => {
	const program = join(all, "files.cjs");
	beforeAll(async () => {
		const bundle = await rolldown({
			input: "src/platform/atomic-file.ts",
			platform: "node",
		});
		await bundle.write({ file: program, format: "cjs" });
		await bundle.close();
	});

	test.each([true, false])("a write that fails half-way leaves nothing (replace: %s)", (replace) => {
		const folder = newFolder();
		const file = join(folder, "file");
		if (replace) writeFileSync(file, "old");
		const code = `require(process.argv[1]).writeFileAtomic(process.argv[2], "x".repeat(1 << 20), { replace: ${replace} })`;
		const { status, stderr } = spawnSync(
			"sh",
			[...["-c", 'ulimit -f 64; exec "$@"', "sh"], ...[process.execPath, "-e", code, program, file]],
			{ encoding: "utf8" },
		);
		expect(status).toBe(1);
		expect(stderr).toContain("cannot be written: EFBIG");
		expect(readdirSync(folder)).toEqual(replace ? ["file"] : []);
		if (replace) expect(read(file)).toBe("old");
	});

	test("killed at any moment, it leaves a whole file", async () => {
		const file = join(newFolder(), "file");
		const length = 3 << 20;
		const code = `
			const { writeFileAtomic } = require(process.argv[1]);
			for (let i = 0; ; i++) {
				writeFileAtomic(process.argv[2], "ab"[i % 2].repeat(${length}), { replace: true });
				if (i === 0) process.stdout.write("x");
			}`;
		let parts = 0;
		for (let i = 0; i < 12; i++) {
			const child = spawn(process.execPath, ["-e", code, program, file], {
				stdio: ["ignore", "pipe", "inherit"],
			});
			const ended = new Promise((resolve) => child.on("close", resolve));
			await new Promise((resolve) => child.stdout.once("data", resolve));
			await new Promise((resolve) => setTimeout(resolve, 3 + i * 2));
			child.kill("SIGKILL");
			await ended;
			const left = read(file);
			expect(left).toHaveLength(length);
			expect(left).toBe((left[0] as string).repeat(length));
			parts = readdirSync(join(file, "..")).length - 1;
		}
		// Otherwise none was killed in the middle of writing.
		expect(parts).toBeGreaterThan(0);
	});

	test("killed at any moment, it leaves a whole new file or none", async () => {
		const folder = newFolder();
		const length = 3 << 20;
		const code = `
			const { writeFileAtomic } = require(process.argv[1]);
			process.stdout.write("x");
			for (let i = 0; ; i++) writeFileAtomic(process.argv[2] + i, "a".repeat(${length}), { replace: false });`;
		for (let i = 0; i < 6; i++) {
			const start = join(folder, `${i}-`);
			const child = spawn(process.execPath, ["-e", code, program, start], {
				stdio: ["ignore", "pipe", "inherit"],
			});
			const ended = new Promise((resolve) => child.on("close", resolve));
			await new Promise((resolve) => child.stdout.once("data", resolve));
			await new Promise((resolve) => setTimeout(resolve, 3 + i * 5));
			child.kill("SIGKILL");
			await ended;
		}
		for (const name of readdirSync(folder))
			if (!/\.[0-9a-z]{8}\.part$/.test(name)) expect([name, statSync(join(folder, name)).size]).toEqual([name, length]);
	});
});
