/** Writes new files: whole files or none, or files that grow. */
import {
	accessSync,
	closeSync,
	constants,
	fchmodSync,
	fsyncSync,
	ftruncateSync,
	linkSync,
	lstatSync,
	openSync,
	realpathSync,
	renameSync,
	type Stats,
	statSync,
	unlinkSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { cannotWrite, StalkCheckError } from "./errors";
import { writeAll } from "./files";

/**
 * Writes a file that was not there before, for its owner only, whole or not at all.
 * @throws StalkCheckError `cannot-write`
 */
export function writeNew(file: string, text: string) {
	writeWhole(file, text, { replace: false });
}

/**
 * Writes a file for its owner only (mode 0600, whatever the umask; the mode means nothing on Windows), whole or not at
 * all: another file is written beside it, and takes its name once all of it is on the disk. Killed in the middle, it
 * leaves the old file or none, and perhaps the other one, `NAME.XXXXXXXX.part`, in plain sight to be deleted. (Only on a
 * disk on which no file can have two names may it leave a new file empty, if killed in that very moment.)
 *
 * Without `replace`, nothing that has the name already is touched, not even a link that points nowhere. With it, an
 * ordinary file is replaced, where it may be written to; of a link, the file that it points to is. What else has the name
 * (a folder, a device, a pipe, a link that points nowhere) stays.
 * @throws StalkCheckError `cannot-write`
 */
export function writeWhole(
	file: string,
	text: string,
	{ replace }: { replace: boolean },
) {
	let part: string | undefined;
	try {
		const old = there(file);
		if (old && !replace) throw cannotWrite(file, { code: "EEXIST" });
		const target = old ? replaceable(file) : file;
		const random = Math.random().toString(36).slice(2, 10).padEnd(8, "0");
		// Cut short, so that a long name does not become too long. Nobody can use a name guessed: it must be new.
		const name = [...basename(target)].slice(0, 40).join("");
		const beside = join(dirname(target), `${name}.${random}.part`);
		const fd = openSync(beside, "wx", MODE);
		part = beside;
		try {
			setMode(fd);
			writeAll(fd, text);
			fsyncSync(fd);
		} finally {
			closeSync(fd);
		}
		if (old) renameSync(part, target);
		else giveName(part, target);
	} catch (error) {
		if (error instanceof StalkCheckError) throw error;
		throw cannotWrite(file, error);
	} finally {
		if (part !== undefined) remove(part);
	}
}

/** For its owner to read and write, and nobody else. */
const MODE = 0o600;

/** What has a name, links not followed. */
function there(file: string): Stats | undefined {
	return lstatSync(file, { throwIfNoEntry: false });
}

/** The ordinary file that a name stands for, if it may be written to. */
function replaceable(file: string): string {
	const target = realpathSync(file);
	const stats = statSync(target);
	if (stats.isDirectory()) throw cannotWrite(file, { code: "EISDIR" });
	if (!stats.isFile()) throw cannotWrite(file, "it is not an ordinary file");
	accessSync(target, constants.W_OK);
	return target;
}

/** A file that is added to as results come. */
export type Growing = {
	write(text: string | Uint8Array): void;
	close(): void;
	/** Removes it, closed, where nothing was written. */
	takeBack(): void;
};

/**
 * Begins a file that was not there before, for its owner only. What cannot be written whole is taken back: were it left,
 * a line might end in the middle.
 * @throws StalkCheckError `cannot-write`, then and at every write
 */
export function growing(file: string): Growing {
	const attempt = <T>(what: () => T): T => {
		try {
			return what();
		} catch (error) {
			throw cannotWrite(file, error);
		}
	};
	const fd = attempt(() => openSync(file, "wx", MODE));
	setMode(fd);
	let length = 0;
	return {
		write: (text) =>
			attempt(() => {
				const bytes = typeof text === "string" ? Buffer.from(text) : text;
				try {
					writeAll(fd, bytes);
					length += bytes.length;
				} catch (error) {
					ftruncateSync(fd, length);
					throw error;
				}
			}),
		close: () => attempt(() => closeSync(fd)),
		takeBack: () => {
			if (length === 0) remove(file);
		},
	};
}

/** Undoes what the umask took away. */
function setMode(fd: number) {
	try {
		fchmodSync(fd, MODE);
	} catch {
		// This disk has no modes.
	}
}

/** Gives a file a name that nothing else has. It may keep its old name too. */
function giveName(part: string, file: string) {
	try {
		linkSync(part, file);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "EEXIST") throw error;
		// Not every disk can give a file two names. An empty file of ours claims the name instead, and is replaced.
		closeSync(openSync(file, "wx", MODE));
		try {
			renameSync(part, file);
		} catch (error) {
			remove(file);
			throw error;
		}
	}
}

/** Removes a file, if it is there and can be. */
function remove(file: string) {
	try {
		unlinkSync(file);
	} catch {
		// It has taken its own name already, or the disk is gone.
	}
}
