/**
 * The inputs of the rules: for an item the option that was chosen, and on how many occasions it happened at least and at
 * most. This step is timed with every peer, because whoever used one would need it; so it prepares only what the rules
 * look at, in one object that the next response writes over.
 */

/** @typedef {{ option: string | null, known: boolean, min: number, max: number }} Fact */

/** @type {Fact} */
const UNKNOWN = {
	option: null,
	known: false,
	min: 0,
	max: Number.POSITIVE_INFINITY,
};

/** The option of the item about which the rules of consistency are, when no option agrees with the other answers. */
export const CONTRADICTS = "contradicts";

/**
 * The name of an input.
 * @param {string} item
 * @param {"min" | "max"} [bound]
 */
export function factName(item, bound) {
	return bound ? `${item} ${bound}` : item;
}

/**
 * Makes the step from answers to inputs.
 * @param {import("../content.mjs").Questions} questions
 * @param {Set<string>} used the names of the inputs that some rule looks at
 * @returns {(answers: Record<string, string | number | null>) => Record<string, any>}
 */
export function factsFor({ items, consistency }, used) {
	const all = items.map((item) => ({
		item,
		options: new Map(item.options.map((option) => [option.id, factFor(option)])),
		/** @type {Fact} */
		fact: UNKNOWN,
	}));
	const byId = new Map(all.map((state) => [state.item.id, state]));
	const writers = all.map((state) => {
		const { id } = state.item;
		const names = [id, factName(id, "min"), factName(id, "max")];
		const [option, min, max] = names.map((name) => used.has(name) && name);
		return { state, id, option, min, max };
	});
	const { about, twice, acts } = consistency;
	const linked = new Set([about, ...twice, ...acts]);
	const needed = writers.filter(({ id, option, min, max }) => option || min || max || linked.has(id));
	const factOf = (id) => byId.get(id).fact;
	const facts = {};
	return (answers) => {
		for (const { state, id } of needed) {
			const answer = answers[id];
			state.fact = typeof answer === "number" ? numberOf(state.item, answer) : (state.options.get(answer) ?? UNKNOWN);
		}
		const said = byId.get(about);
		const { option } = said.fact;
		const tooFew = option === "yes" && acts.reduce((sum, id) => sum + factOf(id).max, 0) < 2;
		const tooMany = option === "no" && twice.some((id) => factOf(id).min >= 2);
		if (tooFew || tooMany) said.fact = { ...UNKNOWN, option: CONTRADICTS };
		for (const { state, option, min, max } of needed) {
			const { fact } = state;
			if (option) facts[option] = fact.option;
			if (min) facts[min] = fact.min;
			if (max) facts[max] = fact.max;
		}
		return facts;
	};
}

/** @returns {Fact} */
function factFor({ id, unknown, occasions: [min, max] = [0, null] }) {
	if (unknown) return { ...UNKNOWN, option: id };
	return { option: id, known: true, min, max: max ?? UNKNOWN.max };
}

/** @returns {Fact} */
function numberOf({ options }, times) {
	const option = options.find(({ occasions: [min, max] = [1, 0] }) => min <= times && times <= (max ?? times));
	return { option: option?.id ?? null, known: true, min: times, max: times };
}
