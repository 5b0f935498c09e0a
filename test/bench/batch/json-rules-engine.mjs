/**
 * The definitions in json-rules-engine. It has no arithmetic, so totals are inputs too. One fact with paths is faster than a
 * hundred facts.
 */
import { Engine } from "json-rules-engine";
import { factName } from "./facts.mjs";
import { evaluateAll, resultOf } from "./peer.mjs";

const FACT = "response";

await evaluateAll((rules) => {
	const totals = new Map();
	const engine = new Engine([], { pathResolver: (facts, path) => facts[path] });
	rules.forEach(({ met, possible }, index) => {
		addRule(`met ${index}`, met);
		addRule(`possible ${index}`, possible);
	});
	const steps = [...totals.values()];

	return async (facts) => {
		for (const { name, inputs, add } of steps) {
			let total = 0;
			for (const input of inputs) total = add(total, facts[input]);
			facts[name] = total;
		}
		const { events } = await engine.run({ [FACT]: facts });
		const holding = new Set(events.map(({ type }) => type));
		return rules.map((_, index) => resultOf(holding.has(`met ${index}`), holding.has(`possible ${index}`)));
	};

	function addRule(type, rule) {
		// A rule that never holds is left out: it would have no event.
		if (rule === false) return;
		const condition = conditionOf(rule);
		const conditions = "fact" in condition ? { all: [condition] } : /** @type {any} */ (condition);
		engine.addRule({ conditions, event: { type } });
	}

	function conditionOf(rule) {
		if (rule === true) return { all: [] };
		if (rule.all) return { all: rule.all.map(conditionOf) };
		if (rule.any) return { any: rule.any.map(conditionOf) };
		if (rule.in)
			return rule.in.length === 1 ? compare(rule.item, "equal", rule.in[0]) : compare(rule.item, "in", rule.in);
		if (rule.notIn)
			return rule.notIn.length === 1
				? compare(rule.item, "notEqual", rule.notIn[0])
				: compare(rule.item, "notIn", rule.notIn);
		const path = totalName(rule.total);
		return "atLeast" in rule
			? compare(path, "greaterThanInclusive", rule.atLeast)
			: compare(path, "lessThan", rule.below);
	}

	function totalName({ of, bound, items }) {
		const inputs = items.map((item) => factName(item, bound));
		const key = [of, ...inputs].join();
		const add = of === "sum" ? (a, b) => a + b : Math.max;
		if (!totals.has(key)) totals.set(key, { name: `total ${totals.size}`, inputs, add });
		return totals.get(key).name;
	}
});

function compare(path, operator, value) {
	return { fact: FACT, path, operator, value };
}
