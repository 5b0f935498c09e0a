/**
 * What an edit of content changes in its results, over every response that is possible before and after it: exact, on
 * diagrams. Both contents are compiled with their items in one order, so that an item is the same variable in both.
 */
import type {
	Answers,
	Case,
	ChangedCase,
	ChangedDefinition,
	ChangedOptions,
	Content,
	Difference,
	Item,
	Result,
} from "../content/schema";
import { AnswerSpace, type Definitions, definitionsOf } from "./answer-space";
import { assess, evaluatorFor } from "./assess";
import { compile } from "./compile";
import { Diagrams } from "./diagram";
import { Evaluator, stampOf } from "./evaluator";
import { checkResponse } from "./response";
import type { Table } from "./table";
import { MAX_COUNT, RESULTS, type Variable } from "./values";

/** The old content or its part, and the new one. */
type Both<T> = readonly [old: T, new: T];

/**
 * Compares two contents that have passed their checks.
 * @throws StalkCheckError `bad-content` when a definition is too large to weigh; Error when diagrams and `assess` disagree
 */
export function difference(old: Content, edited: Content, cases?: readonly { path: string; case: Case }[]): Difference {
	const contents = [old, edited] as const;
	const evaluators = evaluatorsOf(contents);
	const [before, after] = evaluators.map(definitionsOf) as [Definitions, Definitions];
	const compared = compare(contents, evaluators);
	return {
		format: "stalk-check/difference@1",
		old: stampOf(old),
		new: stampOf(edited),
		items: itemChanges(evaluators),
		definitions: {
			added: [...after.keys()].filter((id) => !before.has(id)),
			removed: [...before.keys()].filter((id) => !after.has(id)),
			...compared,
		},
		...(cases && { cases: { compared: cases.length, changed: cases.flatMap((it) => changedCase(contents, it)) } }),
		entries: entryChanges(old, edited),
	};
}

/** The evaluators of both, with every item of either as a variable, and in the same order. */
function evaluatorsOf(contents: Both<Content>): Both<Evaluator> {
	const items = contents.map(
		({ checklists }) => new Map(checklists.flatMap(({ items }) => items.map((it) => [it.id, it]))),
	) as [Map<string, Item>, Map<string, Item>];
	const [before, after] = items.map((it) => [...it.keys()]) as [string[], string[]];
	// What only the old one has stands where it stood: items that belong together are best next to each other.
	const order = [...after];
	for (const [i, id] of before.entries())
		if (!order.includes(id)) order.splice(order.indexOf(before[i - 1] ?? "") + 1, 0, id);
	return contents.map((content, side) => {
		if (order.join() === [before, after][side]?.join()) return evaluatorFor(content);
		// Without options, an item that is not there has one value.
		const ordered = order.map((id) => items[side]?.get(id) ?? { id, answerSet: "", text: "", label: "" });
		return new Evaluator(compile({ ...content, checklists: [{ id: "all", order: 0, title: "", items: ordered }] }));
	}) as [Evaluator, Evaluator];
}

/** The results of each definition that both have, over the answers that both allow. */
function compare(
	contents: Both<Content>,
	evaluators: Both<Evaluator>,
): Pick<Difference["definitions"], "same" | "changed"> {
	const diagrams = new Diagrams();
	const [before, after] = spacesOf(evaluators, diagrams);
	const [old, edited] = evaluators.map(definitionsOf) as [Definitions, Definitions];
	const changed: ChangedDefinition[] = [];
	const same: string[] = [];
	for (const [id, definition] of old) {
		const other = edited.get(id);
		if (!other) continue;
		const found = diagrams.within(`definition "${id}"`, () => {
			const pairs = diagrams.combine(before.definition(definition), after.definition(other), numberOf);
			return changesIn(before, pairs);
		});
		if (found.ways.length === 0) same.push(id);
		else changed.push({ definition: id, ...found });
		for (const { from, to, answers } of found.ways) verify(contents, id, answers, [from, to]);
	}
	return { same, changed };
}

/** The number of a pair of results. */
function numberOf(from: number, to: number): number {
	return from * RESULTS.length + to;
}

/** The changes of results in a diagram of pairs. */
function changesIn(space: AnswerSpace, pairs: number): Omit<ChangedDefinition, "definition"> {
	const responses = space.responses(pairs);
	const tallied = space.diagrams.tally(pairs, responses);
	let changed = 0n;
	const ways: ChangedDefinition["ways"] = [];
	for (const [f, from] of RESULTS.entries())
		for (const [t, to] of RESULTS.entries()) {
			const count = tallied.get(numberOf(f, t));
			if (f === t || count === undefined) continue;
			changed += count;
			const [choice = new Map()] = space.smallest(pairs, (pair) => pair === numberOf(f, t));
			ways.push({ from, to, responses: count.toString(), answers: space.answersAt(choice) });
		}
	return { responses: responses.toString(), changed: changed.toString(), ways };
}

/** Assesses an example with each content as it is. */
function verify(contents: Both<Content>, id: string, answers: Answers, expected: Both<Result>) {
	const results = contents.map((content) => resultsOf(content, { answers }).get(id));
	if (results.join() !== expected.join())
		throw new Error(`"${id}" is assessed as ${results.join(", ")} and compared as ${expected.join(", ")}`);
}

/** Two spaces over the answers that both contents allow: an answer that either tells apart from the others is one. */
function spacesOf(evaluators: Both<Evaluator>, diagrams: Diagrams): Both<AnswerSpace> {
	const [before, after] = evaluators.map(({ table }) => table) as [Table, Table];
	const shared = before.variables.map((variable, item) => {
		const other = after.variables[item] as Variable;
		const ids = variable.options.map(({ id }) => id).filter((id) => other.options.some((it) => it.id === id));
		const counts = variable.counts && other.counts ? Array.from({ length: MAX_COUNT + 1 }, (_, count) => count) : [];
		const told = [null, ...ids, ...counts].map((answer) => ({
			answer,
			values: [before.valuesOf(item, answer), after.valuesOf(item, answer)] as const,
		}));
		return told.filter(({ values }, i) => told.findIndex((it) => it.values.join() === values.join()) === i);
	});
	return evaluators.map((evaluator, side) => {
		const answers = shared.map((told) =>
			told.map(({ answer, values }) => ({ answer, values: values[side] as number })),
		);
		return new AnswerSpace(evaluator, answers, diagrams);
	}) as [AnswerSpace, AnswerSpace];
}

/** Items that only one has, and options that differ. A variable without options is an item that is not there. */
function itemChanges(evaluators: Both<Evaluator>): Difference["items"] {
	const [before, after] = evaluators.map(({ table }) => table.variables) as [Variable[], Variable[]];
	const options = new Map<string, ChangedOptions>();
	const onlyIn = (side: 0 | 1) => {
		const other = [after, before][side] as Variable[];
		const items = [...other.keys()].filter((item) => other[item]?.options.length === 0);
		return items.map((item) => ({ item: other[item]?.id as string, definitions: dependingOn(evaluators[side], item) }));
	};
	for (const [item, variable] of before.entries()) {
		const other = after[item] as Variable;
		if (variable.options.length === 0 || other.options.length === 0) continue;
		const change = optionChanges(variable, other);
		const key = JSON.stringify(change);
		if (Object.values(change).every((ids) => ids.length === 0)) continue;
		options.set(key, { items: [...(options.get(key)?.items ?? []), variable.id], ...change });
	}
	return { added: onlyIn(1), removed: onlyIn(0), options: [...options.values()] };
}

function optionChanges(...variables: [Variable, Variable]): Omit<ChangedOptions, "items"> {
	const [before, after] = variables.map(
		({ counts, options }) =>
			new Map(options.map(({ id, unknown, occasions }) => [id, JSON.stringify([counts, unknown, occasions])])),
	) as [Map<string, string>, Map<string, string>];
	return {
		added: [...after.keys()].filter((id) => !before.has(id)),
		removed: [...before.keys()].filter((id) => !after.has(id)),
		changed: [...before.keys()].filter((id) => after.has(id) && after.get(id) !== before.get(id)),
	};
}

/** The definitions with an element that reads an item. */
function dependingOn(evaluator: Evaluator, item: number): string[] {
	const { compiled, table } = evaluator;
	const reading = compiled.elements.map(({ whole, consistent, soft }) =>
		[whole, consistent.whole, ...soft.map(({ row }) => row)].some((row) => table.itemsOf(row).includes(item)),
	);
	return [...definitionsOf(evaluator).values()]
		.filter(({ elements }) => elements.some(({ element }) => reading[element]))
		.map(({ id }) => id);
}

/** How a case comes out otherwise, if it does. What only one content has is left out. */
function changedCase(contents: Both<Content>, { path, case: it }: { path: string; case: Case }): ChangedCase[] {
	const impossible = contents.findIndex((content) => checkResponse(content, it.response).length > 0);
	if (impossible >= 0) return [{ path, name: it.name, impossible: impossible === 0 ? "old" : "new" }];
	const [before, after] = contents.map((content) => resultsOf(content, it.response)) as [Results, Results];
	const results = [...before].flatMap(([result, from]) => {
		const to = after.get(result) ?? from;
		return from === to ? [] : [{ result, from, to }];
	});
	return results.length > 0 ? [{ path, name: it.name, results }] : [];
}

type Results = ReadonlyMap<string, string>;

/** Every result of a response, by the id of a definition or the name of another part of an assessment. */
function resultsOf(content: Content, response: Case["response"]): Results {
	const { verdicts, summary, fixation, urgent } = assess(content, response);
	return new Map([
		...verdicts.map(({ definition, result }) => [definition, result] as const),
		["summary of harassment", summary.harassment],
		["summary of stalking", summary.stalking],
		["fixation", fixation.result],
		["urgent", urgent.join(", ") || "none"],
	]);
}

/** The paths of what differs between two contents. */
function entryChanges(old: Content, edited: Content): string[] {
	const parts = ({ hash, checkedOn, changed, old, ...parts }: Content) => parts;
	return changedPaths(parts(old), parts(edited), "");
}

function changedPaths(before: unknown, after: unknown, path: string): string[] {
	if (JSON.stringify(before) === JSON.stringify(after)) return [];
	const [left, right] = [named(before), named(after)];
	if (!left || !right) return [path];
	const names = new Set([...left.keys(), ...right.keys()]);
	const paths = [...names].flatMap((name) =>
		changedPaths(left.get(name), right.get(name), path === "" ? name : `${path}/${name}`),
	);
	// If nothing in a list differs, its order does; that of keys means nothing.
	return paths.length > 0 || !Array.isArray(before) ? paths : [path];
}

/** What an object holds by key, or a list by id; undefined for what has no names in it, and for a condition. */
function named(value: unknown): Map<string, unknown> | undefined {
	if (Array.isArray(value))
		return value.every((it) => typeof it?.id === "string") ? new Map(value.map((it) => [it.id, it])) : undefined;
	return typeof value === "object" && value && !("op" in value) ? new Map(Object.entries(value)) : undefined;
}
