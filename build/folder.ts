/** Puts beside the program what authors start from, and JSON Schemas for programs in any language. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import type { Plugin } from "rolldown";
import { readContent } from "../src/content/load";
import { documentShapes, jsonSchema } from "../src/content/schema";

/** Emits the files that `stalk-check init` writes, as one object by name. Compressed, they are 73 kB and not 650. */
export function authorsFolder(): Plugin {
	return {
		name: "authors-folder",
		async generateBundle() {
			const files = { ...texts("questions", ""), ...texts("test/cases", "cases") };
			this.emitFile({
				type: "asset",
				fileName: "folder.json.br",
				source: brotliCompressSync(JSON.stringify(files)),
			});
			for (const [name, shape] of Object.entries(documentShapes(await readContent("questions"))))
				this.emitFile({
					type: "asset",
					fileName: `schema/${name}.json`,
					source: JSON.stringify(jsonSchema(shape)),
				});
		},
	};
}

/** The texts of a folder by their names below `inside`, with forward slashes. */
function texts(folder: string, inside: string): Record<string, string> {
	return Object.fromEntries(
		readdirSync(folder, { recursive: true, withFileTypes: true })
			// The program writes the schemas from the shapes.
			.filter((entry) => entry.isFile() && basename(entry.parentPath) !== "schema")
			.map(({ parentPath, name }) => {
				const file = join(parentPath, name);
				const below = join(inside, file.slice(folder.length + 1)).replaceAll("\\", "/");
				return [below, readFileSync(file, "utf8").replaceAll("\r\n", "\n")] as const;
			})
			.sort(([a], [b]) => (a < b ? -1 : 1)),
	);
}
