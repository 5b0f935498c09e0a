/** Stands in for the style sheet of pages in tests. */
export { STYLE, STYLE_HASH } from "../../../build/built-in";
