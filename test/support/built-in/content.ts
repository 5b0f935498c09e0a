/** Stands in for the built-in content in tests: `questions/` as it is now. */
import {
	readCases as readCasesIn,
	readContent,
} from "../../../src/content/load";

export default await readContent("questions");

/** Stands in for its cases: those of the clone. */
export const readCases = () => readCasesIn("test/cases");
