/**
 * The definitions in two-valued logic, for rule languages that know only true and false: whether a definition is met,
 * and whether it can be (it is not not-met). What is left of three values is in the inputs: see facts.mjs.
 */

import { CONTRADICTS } from "./facts.mjs";

/**
 * @typedef {boolean
 *   | { all: Rule[] }
 *   | { any: Rule[] }
 *   | { item: string, in: string[] }
 *   | { item: string, notIn: string[] }
 *   | { total: Total, atLeast: number }
 *   | { total: Total, below: number }} Rule
 * @typedef {object} Total a bound over some items: all of them together, or that of the greatest
 * @property {"sum" | "greatest"} of
 * @property {"min" | "max"} bound
 * @property {string[]} items
 * @typedef {{ met: Rule, possible: Rule }} Pair
 */

/**
 * The two rules of every definition, and the place of its pack where it has one.
 * @param {import("../content.mjs").Questions} questions
 * @returns {({ definition: string, place?: string } & Pair)[]}
 */
export function rulesOf({ items, packs, consistency }) {
	return packs.flatMap(({ place, elements, definitions }) => {
		const pairs = new Map(elements.map((element) => [element.id, elementPair(element, items, consistency)]));
		const whole = (route, side) => all(route.elements.map((element) => pairs.get(element)[side]));
		return definitions.map(({ id, routes }) => ({
			definition: id,
			place,
			met: any(routes.filter(({ atMost }) => !atMost).map((it) => whole(it, "met"))),
			possible: any(routes.map((it) => whole(it, "possible"))),
		}));
	});
}

/** @returns {Pair} */
function elementPair({ criterion, soft = [] }, items, { about, acts }) {
	const strict = soft.filter((factor) => factor.softensWhen !== "not-met");
	const named = [criterion, ...strict.map((factor) => factor.criterion)];
	// Rules of consistency bear only on elements that name the item they are about.
	const isBound = JSON.stringify(named).includes(`"${about}"`);
	const pair = (condition) => conditionPair(condition, items, isBound ? acts : undefined, about);
	const base = criterion ? pair(criterion) : { met: true, possible: true };
	const unsoftened = soft.map((factor) =>
		factor.softensWhen === "not-met"
			? conditionPair(factor.criterion, items, undefined, about).possible
			: pair(factor.criterion).met,
	);
	const contradiction = isBound && { item: about, in: [CONTRADICTS] };
	return {
		met: all([base.met, ...unsoftened, isBound ? { item: about, notIn: [CONTRADICTS] } : true]),
		possible: any([base.possible, contradiction]),
	};
}

/** @returns {Pair} */
function conditionPair(condition, items, acts, about) {
	const part = (it) => conditionPair(it, items, acts, about);
	switch (condition.op) {
		case "answer": {
			const { item, is } = condition;
			const known = items.find(({ id }) => id === item).options.filter(({ unknown }) => !unknown);
			const said = known.filter(({ id }) => is.includes(id));
			const ids = (options) => options.map(({ id }) => id);
			return {
				met: { item, in: ids(known.filter((option) => said.some((it) => includes(it, option)))) },
				possible: { item, notIn: ids(known.filter((option) => !said.some((it) => overlaps(it, option)))) },
			};
		}
		case "all":
			return both(condition.of, part, all);
		case "any":
			return both(condition.of, part, any);
		case "at-least":
			return both(condition.of, part, (parts) => any(choices(parts, condition.count).map(all)));
		case "occasions":
			return occasionsPair(condition, part, acts, about);
		default:
			throw new Error(`there is no rule for "${condition.op}"`);
	}
}

/** Whether whatever one option means, the other means too. */
function includes({ id, occasions: [min, max] = [] }, other) {
	if (min === undefined) return id === other.id;
	const [least, most] = other.occasions;
	return min <= least && (most ?? Infinity) <= (max ?? Infinity);
}

/** Whether two options can mean the same. */
function overlaps({ id, occasions: [min, max] = [] }, other) {
	if (min === undefined) return id === other.id;
	const [least, most] = other.occasions;
	return min <= (most ?? Infinity) && least <= (max ?? Infinity);
}

function both(of, part, join) {
	const pairs = of.map(part);
	return {
		met: join(pairs.map(({ met }) => met)),
		possible: join(pairs.map(({ possible }) => possible)),
	};
}

/** @returns {Pair} */
function occasionsPair({ atLeast, items, mayCount = [], confirmedBy }, part, acts, about) {
	const groups = mayCount
		.filter(({ unless }) => unless)
		.map((group) => ({ items: group.items, when: part(group.unless).met }));
	const possible = sum("max", [...items, ...mayCount.flatMap((it) => it.items)], atLeast);
	const sure = whereSure(items, groups, (counted) => sum("min", counted, atLeast));
	if (!acts) return { met: sure, possible };
	// Two or more occasions in all are as many here where what is not counted here leaves room for fewer.
	const inferred = whereSure(items, groups, (counted) => {
		const others = acts.filter((item) => !counted.includes(item));
		const most = 2 - (atLeast - 1);
		return others.length === 0 || { total: { of: "sum", bound: "max", items: others }, below: most };
	});
	const bySaying = all([{ item: about, in: ["yes"] }, inferred]);
	if (!confirmedBy) return { met: any([sure, bySaying]), possible };
	const twice = whereSure(items, groups, (counted) => greatest(counted, 2));
	return {
		met: any([twice, all([part(confirmedBy).met, sure]), bySaying]),
		possible: all([{ item: about, notIn: ["no"] }, possible]),
	};
}

/** Where `rule` holds of the items that are sure to count: those of a group only where its own rule holds. */
function whereSure(items, groups, rule) {
	const [group, ...rest] = groups;
	if (!group) return rule(items);
	return any([whereSure(items, rest, rule), all([group.when, whereSure([...items, ...group.items], rest, rule)])]);
}

/** @returns {Rule} */
function greatest(items, atLeast) {
	return { total: { of: "greatest", bound: "min", items }, atLeast };
}

/** @returns {Rule} */
function sum(bound, items, atLeast) {
	return { total: { of: "sum", bound, items }, atLeast };
}

/**
 * @param {Rule[]} rules
 * @returns {Rule}
 */
function all(rules) {
	if (rules.includes(false)) return false;
	const open = rules.filter((rule) => rule !== true);
	if (open.length === 0) return true;
	return open.length === 1 ? open[0] : { all: open };
}

/**
 * @param {Rule[]} rules
 * @returns {Rule}
 */
function any(rules) {
	if (rules.includes(true)) return true;
	const open = rules.filter((rule) => rule !== false);
	if (open.length === 0) return false;
	return open.length === 1 ? open[0] : { any: open };
}

/** Every choice of so many out of a list. */
function choices(list, count) {
	if (count === 0) return [[]];
	return list.flatMap((first, i) => choices(list.slice(i + 1), count - 1).map((rest) => [first, ...rest]));
}
