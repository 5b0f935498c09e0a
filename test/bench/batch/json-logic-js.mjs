/** The definitions in json-logic-js. */
import jsonLogic from "json-logic-js";
import { evaluateLogic } from "./json-logic.mjs";

await evaluateLogic((logic) => (facts) => jsonLogic.apply(logic, facts));
