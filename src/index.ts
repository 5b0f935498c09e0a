/** The library: ask and assess without a terminal. Pure, and needs nothing but the language. */

/** The built-in content: everything in `questions/`. */
export { default as content } from "virtual:content";
export { assess } from "./engine/assess";
export { checkResponse } from "./engine/response";
export { answerScreen, screensFor } from "./interview/screens";
