/** The definitions in json-logic-engine, compiled. */
import { LogicEngine } from "json-logic-engine";
import { evaluateLogic } from "./json-logic.mjs";

const engine = new LogicEngine();

await evaluateLogic((logic) => {
	const built = engine.build(logic);
	// A rule without inputs compiles to its value.
	return typeof built === "function" ? built : () => built;
});
