/** Creates files that only their owner can read: written whole in one step, or appended to. */
import {
	accessSync,
	closeSync,
	constants,
	fchmodSync,
	fsyncSync,
	linkSync,
	lstatSync,
	openSync,
	realpathSync,
	renameSync,
	statSync,
	unlinkSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { cannotWrite, StalkCheckError } from "./errors";
import { writeAll } from "./files";

const OWNER_ONLY = 0o600;

/**
 * Writes a whole file or none, with mode 0600 whatever the umask: the text goes to `NAME.XXXXXXXX.part` in the same
 * folder, is flushed to the disk, and takes its name last. A kill leaves the old file or none, and perhaps the `.part`.
 * (On a disk without hard links, a kill at the last moment may leave an empty new file.)
 *
 * Without `replace`, an existing name is refused, even a dangling link. With it, an ordinary, writable file is replaced,
 * or the one that a link leads to; a folder, device, pipe or dangling link is refused. Returns the name of what was written.
 * @throws StalkCheckError `cannot-write`
 */
export function writeFileAtomic(file: string, text: string | Uint8Array, { replace }: { replace: boolean }): string {
	return attempt(file, () => {
		const { exists, target } = targetOf(file, replace);
		const random = Math.random().toString(36).slice(2, 10).padEnd(8, "0");
		// Shortened, so that a long name still fits.
		const name = [...basename(target)].slice(0, 40).join("");
		const part = join(dirname(target), `${name}.${random}.part`);
		const fd = create(part);
		try {
			try {
				writeAll(fd, text);
				fsyncSync(fd);
			} finally {
				closeSync(fd);
			}
			if (exists) renameSync(part, target);
			else renameToNew(part, target);
		} finally {
			remove(part);
		}
		return target;
	});
}

/**
 * Checks that a file could be written now, so that nobody answers questions for a name that leads nowhere.
 * @throws StalkCheckError `cannot-write`
 */
export function checkWritable(file: string, { replace }: { replace: boolean }) {
	attempt(file, () => accessSync(dirname(targetOf(file, replace).target), constants.W_OK));
}

/** Where the text of a file goes, and whether a file is there already. */
function targetOf(file: string, replace: boolean): { exists: boolean; target: string } {
	const entry = lstatSync(file, { throwIfNoEntry: false });
	if (entry === undefined) return { exists: false, target: file };
	if (!replace) throw cannotWrite(file, { code: "EEXIST" });
	const target = entry.isSymbolicLink() ? realpathSync(file) : file;
	const stats = statSync(target);
	if (stats.isDirectory()) throw cannotWrite(file, { code: "EISDIR" });
	if (!stats.isFile()) throw cannotWrite(file, "it is not an ordinary file");
	accessSync(target, constants.W_OK);
	return { exists: true, target };
}

/** A file that results are appended to as they come. */
export type AppendOnlyFile = ReturnType<typeof createAppendOnly>;

/**
 * Creates a file to append to, with mode 0600. An existing file is refused.
 * @throws StalkCheckError `cannot-write`, also from `append` and `close`
 */
export function createAppendOnly(file: string) {
	const fd = attempt(file, () => create(file));
	return {
		/** Appends all of a text or none of it, so that no line is cut in two. */
		append: (text: string | Uint8Array): void => attempt(file, () => writeAll(fd, text)),
		close: (): void => attempt(file, () => closeSync(fd)),
		/** Removes the closed file if nothing was appended. */
		discard: (): void => {
			if (statSync(file, { throwIfNoEntry: false })?.size === 0) remove(file);
		},
	};
}

function attempt<T>(file: string, operation: () => T): T {
	try {
		return operation();
	} catch (error) {
		throw error instanceof StalkCheckError ? error : cannotWrite(file, error);
	}
}

/** Opens a new file, with a mode that the umask does not change. */
function create(file: string): number {
	const fd = openSync(file, "wx", OWNER_ONLY);
	try {
		fchmodSync(fd, OWNER_ONLY);
	} catch {
		// This file system has no modes.
	}
	return fd;
}

/** Renames a file to a name that must be free. The old name may remain. */
function renameToNew(from: string, to: string) {
	try {
		return linkSync(from, to);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "EEXIST") throw error;
	}
	// Without hard links, an empty file claims the name first.
	closeSync(create(to));
	try {
		renameSync(from, to);
	} catch (error) {
		remove(to);
		throw error;
	}
}

/** Removes a file if it is there and can be removed. */
function remove(file: string) {
	try {
		unlinkSync(file);
	} catch {
		// Already renamed, or the disk is gone.
	}
}
