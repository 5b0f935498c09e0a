/** Stands in for the built-in content in tests: `questions/` as it is now. */
import { readContent } from "../../../src/content/load";

export default await readContent("questions");
