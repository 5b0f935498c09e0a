/** Compiles `questions/` and its cases into the program, checked, so that a start checks nothing. */
import { resolve } from "node:path";
import type { Plugin } from "rolldown";
import { compactCases } from "../src/content/compact-cases";
import { readCases, readContent } from "../src/content/load";
import type { Content } from "../src/content/schema";
import { planOf } from "../src/engine/plan";

/** Lets a bundler drop the content from a program that does not use it. */
const PURE = "/* @__PURE__ */";

/** What each file holds: things that are needed together. */
const FILES: Record<string, (content: Content) => unknown> = {
	plan: planOf,
	cases: async () => compactCases(await readCases("test/cases")),
	signposts: ({ places, needs, signposts, checkedOn }) => ({
		places,
		needs,
		signposts,
		checkedOn,
	}),
	questions: ({ places, needs, signposts, checkedOn, traces, ...rest }) => rest,
	traces: ({ traces }) => traces,
};

/** The whole content; `traces` is parsed only when asked for. */
const CONTENT = `
import readQuestions from "virtual:questions";
import readSignposts from "virtual:signposts";
import readTraces from "virtual:traces";
import readPackedCases from "virtual:cases";
import { expandCases } from ${JSON.stringify(resolve("src/content/compact-cases.ts"))};
export const readCases = () => expandCases(readPackedCases());
export default ${PURE} Object.defineProperty(${PURE} Object.assign(${PURE} readQuestions(), ${PURE} readSignposts()), "traces", { enumerable: true, get: readTraces });`;

/**
 * Resolves the modules of `src/content/virtual.d.ts`. The JSON is inside the bundle where `embedded`, and else a file beside
 * the program: parsing a file is quicker than loading a module.
 */
export function builtIn({ embedded }: { embedded: boolean }): Plugin {
	return {
		name: "built-in",
		resolveId: (id) => (id.startsWith("virtual:") ? `\0${id}` : null),
		async load(id) {
			if (!id.startsWith("\0virtual:")) return null;
			const name = id.slice("\0virtual:".length);
			if (name === "content") return CONTENT;
			const part = await FILES[name]?.(await readContent("questions"));
			if (part === undefined) throw new Error(`nothing is called ${id}`);
			const source = JSON.stringify(part);
			if (embedded)
				return `export default () => ${PURE} JSON.parse(${JSON.stringify(source)});`;
			const fileName = `${name}.json`;
			this.emitFile({ type: "asset", fileName, source });
			return `import { join } from "node:path";
import { readBundled } from ${JSON.stringify(resolve("src/content/bundled-content.ts"))};
export default () => readBundled(join(import.meta.dirname, "${fileName}"));`;
		},
	};
}
