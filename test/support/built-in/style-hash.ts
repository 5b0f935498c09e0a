/** Stands in for the hash of the style of pages in tests. */
import { styleHash } from "../../../build/built-in";

export default styleHash();
