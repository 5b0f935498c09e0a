/** Stands in for the built-in signposts in tests. */
export { default } from "./content";
