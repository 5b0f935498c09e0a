/** Stands in for the plan of the built-in content in tests. */
import { compile } from "../../../src/engine/compile";
import content from "./content";

export default () => compile(content);
