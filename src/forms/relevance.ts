/** When a part of a form is shown, as comparisons of answers that other tools can make. */
import type { Condition, Content } from "../content/schema";
import { type Variable, valuesOf, variablesOf } from "../engine/values";

/** An answer that is, or is not, one option, and such comparisons joined. */
export type Relevance = { item: string; equals: boolean; option: string } | { join: "and" | "or"; of: Relevance[] };

/** The two questions that a form asks of conditions. An item that is not answered equals no option. */
export function relevanceOf(content: Pick<Content, "answerSets" | "checklists">) {
	const variables = new Map(variablesOf(content).map((variable) => [variable.id, variable]));
	/** The known options of an item, each with whether its values are among those of `is`, and whether some are. */
	const optionsOf = (item: string, is: string[]) => {
		const variable = variables.get(item) as Variable;
		const known = variable.options
			.filter(({ unknown }) => !unknown)
			.map(({ id }) => ({ id, values: valuesOf(variable, id) }));
		const wanted = known.reduce((all, { id, values }) => (is.includes(id) ? all | values : all), 0);
		return known.map(({ id, values }) => ({ id, isAll: (values & ~wanted) === 0, isSome: (values & wanted) !== 0 }));
	};

	/** Whether an answer says for sure that it is one of `is`, as a sign asks. */
	const surely = (item: string, is: string[]): Relevance => {
		const sure = optionsOf(item, is).filter(({ isAll }) => isAll);
		return joined("or", comparisons(item, true, sure));
	};

	/**
	 * Whether a condition is not ruled out, as an item asks that has `askWhen`. Undefined is always: so are conditions that
	 * count, which other tools cannot ask, because a question too many does no harm.
	 */
	const possibly = (condition: Condition): Relevance | undefined => {
		if (condition.op === "answer") {
			const { item, is } = condition;
			const others = optionsOf(item, is).filter(({ isSome }) => !isSome);
			return joined("and", comparisons(item, false, others));
		}
		if (condition.op !== "all" && condition.op !== "any") return undefined;
		const parts = condition.of.map(possibly);
		const some = parts.filter((part) => part !== undefined);
		if (some.length === 0 || (condition.op === "any" && some.length < parts.length)) return undefined;
		return joined(condition.op === "all" ? "and" : "or", some);
	};

	return { surely, possibly };
}

function comparisons(item: string, equals: boolean, options: { id: string }[]): Relevance[] {
	return options.map(({ id }) => ({ item, equals, option: id }));
}

function joined(join: "and" | "or", of: Relevance[]): Relevance {
	return of.length === 1 ? (of[0] as Relevance) : { join, of };
}

/** Writes relevance as a tool does, which has its own way to `compare`, and its own words between comparisons. */
export function expression(
	relevance: Relevance,
	compare: (item: string, equals: boolean, option: string) => string,
	words = { and: "and", or: "or" },
): string {
	if ("item" in relevance) return compare(relevance.item, relevance.equals, relevance.option);
	const parts = relevance.of.map((part) => {
		const text = expression(part, compare, words);
		return "join" in part && part.join !== relevance.join ? `(${text})` : text;
	});
	return parts.join(` ${words[relevance.join]} `);
}
