/** Compiles programs that use the package. */
import { writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import ts from "typescript";

/** Compiles files in a folder, strictly. Returns their errors, and the declaration files of the package that were used. */
export function compile(
	folder: string,
	files: Record<string, string>,
	options: ts.CompilerOptions,
	beside: string[] = [],
) {
	const paths = Object.entries(files).map(([name, text]) => {
		const path = join(folder, name);
		writeFileSync(path, text);
		return path;
	});
	const program = ts.createProgram([...paths, ...beside], {
		strict: true,
		noEmit: true,
		target: ts.ScriptTarget.ES2023,
		lib: ["lib.es2023.d.ts"],
		types: [],
		...options,
	});
	const wrong = ts
		.getPreEmitDiagnostics(program)
		.map(({ file, messageText }): [file: string, message: string] => [
			basename(file?.fileName ?? ""),
			ts.flattenDiagnosticMessageText(messageText, " "),
		]);
	const types = program
		.getSourceFiles()
		.map(({ fileName }) => basename(fileName))
		.filter((name) => name.startsWith("index.d."));
	return { wrong, types };
}
