/** For programs: the engine and its content, without a terminal. Pure, and in need of nothing but the language. */

/** The built-in content: everything in `questions/`. */
export { default as content } from "virtual:content";
export { assess } from "./engine/assess";
export { checkResponse } from "./engine/response";
