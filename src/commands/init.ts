/** `stalk-check init`: a folder of questions, definitions and cases to change, as it is in a clone. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { fileShapes, jsonSchema } from "../content/schema";
import { cannotWrite, printable, StalkCheckError, usageError } from "../platform/errors";
import type { Context } from "./options";

export async function run({ io, args: [folder] }: Context): Promise<void> {
	if (folder === undefined) throw usageError("Name the folder to write: stalk-check init FOLDER.");
	const schemas = Object.entries(fileShapes).map(([name, shape]) => {
		return [`schema/${name}.json`, `${JSON.stringify(jsonSchema(shape), null, "\t")}\n`] as const;
	});
	const files = [...Object.entries(readFiles()), ...schemas];
	try {
		if (!existsSync(folder)) mkdirSync(folder);
		if (readdirSync(folder).length > 0)
			throw new StalkCheckError(
				"cannot-write",
				`The folder ${folder} is not empty, and nothing in it is written over. Name another.`,
			);
		for (const [name, text] of files) {
			const file = join(folder, name);
			mkdirSync(dirname(file), { recursive: true });
			writeFileSync(file, text, { flag: "wx" });
		}
	} catch (error) {
		throw error instanceof StalkCheckError ? error : cannotWrite(folder, error);
	}
	const name = printable(folder);
	io.write(
		1,
		`Wrote ${files.length} files. ${join(name, "README.md")} is the guide.\n\n` +
			`  stalk-check check ${name}\n  stalk-check prove ${name}\n  stalk-check --questions ${name}\n`,
	);
}

/** The files that the build puts beside the program, by name. */
function readFiles(): Record<string, string> {
	const file = join(import.meta.dirname, "folder.json.br");
	try {
		return JSON.parse(brotliDecompressSync(readFileSync(file)).toString());
	} catch {
		throw new StalkCheckError(
			"bad-content",
			`The file ${file}, a part of stalk-check, is missing or damaged. Install stalk-check again.`,
		);
	}
}
