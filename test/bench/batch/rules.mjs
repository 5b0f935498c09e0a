/**
 * The definitions in two-valued logic, for rule languages that know only true and false: whether a definition is met,
 * and whether it can be (it is not not-met). What is left of three values is in the inputs: see facts.mjs.
 */

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
export function rulesOf({ items, packs }) {
	return packs.flatMap(({ place, elements, definitions }) => {
		const pairs = new Map(elements.map((element) => [element.id, elementPair(element, items)]));
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
function elementPair({ criterion, soft = [] }, items) {
	const base = criterion ? conditionPair(criterion, items) : { met: true, possible: true };
	const unsoftened = soft.map((factor) => {
		const { met, possible } = conditionPair(factor.criterion, items);
		return factor.softensWhen === "not-met" ? possible : met;
	});
	return { met: all([base.met, ...unsoftened]), possible: base.possible };
}

/** @returns {Pair} */
function conditionPair(condition, items) {
	switch (condition.op) {
		case "answer": {
			const { item, is } = condition;
			const against = items
				.find(({ id }) => id === item)
				.options.filter(({ id, unknown }) => !unknown && !is.includes(id))
				.map(({ id }) => id);
			return { met: { item, in: is }, possible: { item, notIn: against } };
		}
		case "all":
			return both(condition.of, items, all);
		case "any":
			return both(condition.of, items, any);
		case "at-least":
			return both(condition.of, items, (parts) => any(choices(parts, condition.count).map(all)));
		case "occasions":
			return occasionsPair(condition, items);
		default:
			throw new Error(`there is no rule for "${condition.op}"`);
	}
}

function both(of, items, join) {
	const pairs = of.map((part) => conditionPair(part, items));
	return {
		met: join(pairs.map(({ met }) => met)),
		possible: join(pairs.map(({ possible }) => possible)),
	};
}

/** @returns {Pair} */
function occasionsPair(condition, items) {
	const { atLeast, mayCount = [], confirmedBy } = condition;
	const groups = mayCount
		.filter(({ unless }) => unless)
		.map((group) => ({
			items: group.items,
			when: conditionPair(group.unless, items).met,
		}));
	const certain = condition.items;
	const counted = [...certain, ...mayCount.flatMap((it) => it.items)];
	const least = (count) => leastOf(count, certain, groups);
	const most = (count) => sum("max", counted, count);
	if (!confirmedBy) return { met: least(atLeast), possible: most(atLeast) };

	const said = conditionPair(confirmedBy, items);
	const twice = any([greatest(certain, 2), ...groups.map((group) => all([group.when, greatest(group.items, 2)]))]);
	const others = items.filter(({ id, behaviour }) => behaviour && !counted.includes(id)).map(({ id }) => id);
	const nothingElse =
		others.length === 0 ||
		/** @type {Rule} */ ({
			total: { of: "greatest", bound: "max", items: others },
			below: 1,
		});
	const onlyHere = all([said.met, least(1), nothingElse]);
	return {
		met: all([said.possible, any([all([said.met, least(2)]), twice, all([most(2), onlyHere])])]),
		possible: any([least(2), all([said.possible, any([most(2), onlyHere])])]),
	};
}

/** Whether at least `count` are sure, where the items of a group are sure to count only when its rule holds. */
function leastOf(count, items, groups) {
	const [group, ...rest] = groups;
	if (!group) return sum("min", items, count);
	return any([leastOf(count, items, rest), all([group.when, leastOf(count, [...items, ...group.items], rest)])]);
}

/** @returns {Rule} */
function sum(bound, items, atLeast) {
	return { total: { of: "sum", bound, items }, atLeast };
}

/** @returns {Rule} */
function greatest(items, atLeast) {
	return { total: { of: "greatest", bound: "min", items }, atLeast };
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
