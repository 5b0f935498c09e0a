/** Stands in for the built-in signposts in tests. */
import content from "./content";

export default () => content;
