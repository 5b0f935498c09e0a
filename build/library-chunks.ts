import { resolve } from "node:path";
import type { Plugin } from "rolldown";

/**
 * Builds parts of the library (`src/NAME.ts`) as lazy chunks of the program, so that the package holds shared modules once.
 * Separate entries would move shared modules out of `cli.cjs`, and every start would open more files.
 */
export function libraryChunks(names: string[]): Plugin {
	const paths = new Map(names.map((name) => [resolve(`src/${name}.ts`), name]));
	return {
		name: "library-chunks",
		outputOptions: (options) => ({
			...options,
			chunkFileNames: ({ facadeModuleId }) =>
				paths.has(facadeModuleId ?? "") ? `${paths.get(facadeModuleId ?? "")}.cjs` : "[name]-[hash].cjs",
		}),
		transform(code, id) {
			if (id !== resolve("src/cli.ts")) return null;
			const imports = [...paths.keys()].map((path) => `() => import(${JSON.stringify(path)})`);
			return `${code}\nexport const library = [${imports.join(", ")}];`;
		},
	};
}
