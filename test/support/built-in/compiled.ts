/** Stands in for the compiled built-in content in tests. */
export { readCompiled as default } from "./content";
