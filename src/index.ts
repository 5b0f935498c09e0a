/** The library: ask and assess without a terminal. Pure, and needs nothing but the language. */

import builtIn from "virtual:content";
import { deepFreeze } from "./content/freeze";
import type { Content } from "./content/schema";

/** The built-in content: everything in `questions/`. Copied, so that what is read on demand is frozen as well. */
export const content: Content = /* @__PURE__ */ deepFreeze(/* @__PURE__ */ Object.assign({}, builtIn));
export { assess } from "./engine/assess";
export { checkResponse } from "./engine/response";
export { answerScreen, screensFor } from "./interview/screens";
