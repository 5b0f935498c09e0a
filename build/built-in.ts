/** Checks and compiles `questions/` at build time, which saves doing so at every start. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Plugin } from "rolldown";
import { readContent, readCoverage } from "../src/content/load";
import type { Content } from "../src/content/schema";
import { compile } from "../src/engine/compile";

/** Lets a bundler drop the content from a program that does not use it. */
const PURE = "/* @__PURE__ */";

/** The content of each file, grouped by what is needed together. */
const FILES: Record<string, (content: Content) => unknown> = {
	compiled: compile,
	signposts: ({ places, needs, selection, signposts, checkedOn, words: { callFirst } }) => ({
		places,
		needs,
		selection,
		signposts,
		checkedOn,
		words: { callFirst },
	}),
	questions: ({ places, needs, selection, signposts, checkedOn, traces, ...rest }) => rest,
	traces: ({ traces }) => traces,
	coverage: ({ packs }) => readCoverage("questions", packs),
};

const JSON_FILE = new RegExp(`^\\./(${Object.keys(FILES).join("|")})\\.json$`);

/**
 * The whole content; `traces` is parsed only when asked for. What it compiles to and its coverage are here too: imported by
 * themselves from where they are not always needed, they would make another file to open at every start.
 */
const CONTENT = `
import readQuestions from "virtual:questions";
import readSignposts from "virtual:signposts";
import readTraces from "virtual:traces";
export { default as readCompiled } from "virtual:compiled";
export { default as readCoverage } from "virtual:coverage";
export default ${PURE} Object.defineProperty(${PURE} Object.assign({}, ${PURE} readSignposts(), ${PURE} readQuestions()), "traces", { enumerable: true, get: readTraces });`;

/**
 * Resolves the modules of `src/content/virtual.d.ts`. The content is JSON beside the program: the library imports it, so that
 * bundlers find it, and the program reads it, which is faster and can say what is wrong.
 */
export function builtIn({ imported }: { imported: boolean }): Plugin {
	return {
		name: "built-in",
		resolveId: (id) => {
			// The words are in the content: once is enough.
			if (id.endsWith("/questions/words.json")) return "\0virtual:words";
			if (JSON_FILE.test(id)) return { id, external: true, moduleSideEffects: false };
			return id.startsWith("virtual:") ? `\0${id}` : null;
		},
		async load(id) {
			if (!id.startsWith("\0virtual:")) return null;
			const name = id.slice("\0virtual:".length);
			if (name === "content") return CONTENT;
			if (name === "words") return 'import content from "virtual:content";\nexport default content.words;';
			if (name === "style") return `export const STYLE = ${JSON.stringify(STYLE)}, STYLE_HASH = "${STYLE_HASH}";`;
			const part = await FILES[name]?.(await readContent("questions"));
			if (part === undefined) throw new Error(`there is no module ${id}`);
			const fileName = `${name}.json`;
			if (imported) return `import json from "./${fileName}" with { type: "json" };\nexport default () => json;`;
			this.emitFile({ type: "asset", fileName, source: JSON.stringify(part) });
			return `import { join } from "node:path";
import { readBundled } from ${JSON.stringify(resolve("src/content/bundled-content.ts"))};
export default () => readBundled(join(import.meta.dirname, "${fileName}"));`;
		},
	};
}

/** The style sheet of pages. It has no character that HTML would escape. */
export const STYLE = `\n${readFileSync("src/report/page.css", "utf8")}`;

/** Its hash, in the form of a content security policy. */
export const STYLE_HASH = `sha256-${createHash("sha256").update(STYLE).digest("base64")}`;
