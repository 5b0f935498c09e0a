/** Stands in for the compiled built-in content in tests. */
import { compile } from "../../../src/engine/compile";
import content from "./content";

const compiled = compile(content);

export default () => compiled;
