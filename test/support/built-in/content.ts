/** Stands in for the built-in content in tests: `questions/` as it is now. */
import { readCoverage as coverageIn, readContent } from "../../../src/content/load";
import { compile } from "../../../src/engine/compile";

const content = await readContent("questions");

export default content;
let compiled: ReturnType<typeof compile> | undefined;
export const readCompiled = () => {
	compiled ??= compile(content);
	return compiled;
};
export const readCoverage = () => coverageIn("questions", content.packs);
