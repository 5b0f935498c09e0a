/** Translates the rules to JSON Logic, for both libraries that evaluate it. */
import { factName } from "./facts.mjs";
import { evaluateAll, resultOf } from "./peer.mjs";

/**
 * Evaluates all responses from standard input.
 * @param {(logic: unknown) => (facts: Record<string, any>) => boolean} prepare compiles a rule
 */
export async function evaluateLogic(prepare) {
	/** Each rule is prepared once, though it may apply in several places. */
	const prepared = new Map();
	const once = (rule) => {
		if (!prepared.has(rule)) prepared.set(rule, prepare(asJsonLogic(rule)));
		return prepared.get(rule);
	};
	await evaluateAll((rules) => {
		const pairs = rules.map(({ met, possible }) => ({
			met: once(met),
			possible: once(possible),
		}));
		return (facts) =>
			pairs.map(({ met, possible }) => {
				const can = possible(facts);
				// A definition that cannot be met is not evaluated again.
				return resultOf(can && met(facts), can);
			});
	});
}

/**
 * @param {import("./rules.mjs").Rule} rule
 * @returns {unknown}
 */
function asJsonLogic(rule) {
	if (typeof rule === "boolean") return rule;
	if ("all" in rule) return { and: rule.all.map(asJsonLogic) };
	if ("any" in rule) return { or: rule.any.map(asJsonLogic) };
	if ("in" in rule)
		return rule.in.length === 1 ? { "===": [input(rule.item), rule.in[0]] } : { in: [input(rule.item), rule.in] };
	if ("notIn" in rule)
		return rule.notIn.length === 1
			? { "!==": [input(rule.item), rule.notIn[0]] }
			: { "!": { in: [input(rule.item), rule.notIn] } };
	const { of, bound, items } = rule.total;
	const total = {
		[of === "sum" ? "+" : "max"]: items.map((item) => input(item, bound)),
	};
	return "atLeast" in rule ? { ">=": [total, rule.atLeast] } : { "<": [total, rule.below] };
}

function input(item, bound) {
	return { var: factName(item, bound) };
}
