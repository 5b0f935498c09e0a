/**
 * An independent reading of the content, for tests: a result is what all possible worlds that fit the answers agree on. It
 * shares no code with the engine, and prefers being plainly right to being fast.
 */
import type {
	Answers,
	Condition,
	Content,
	Definition,
	Element,
	Response,
	Result,
	Sign,
} from "../../src/content/schema";
import { alikeWorlds } from "./alike";
import { itemsIn, NO, OPEN, type Truth, type World, worldsOf, YES } from "./worlds";

/** The result of everything in an assessment that has one. */
export type Reading = {
	urgent: string[];
	summary: { harassment: Result; stalking: Result };
	fixation: Result;
	/** By the id of the definition. */
	definitions: Record<string, Result>;
	/** By `pack/element`. */
	elements: Record<string, Result>;
};

/** Something that is NO, OPEN or YES in a world, and the conditions that it is made of. */
type Subject = { reads: Condition[]; truth: (world: World) => Truth };

const RESULTS: Result[] = ["not-met", "unclear", "met"];
const least = (results: Result[]) => RESULTS[Math.min(...results.map((it) => RESULTS.indexOf(it)))] as Result;
const greatest = (results: Result[]) => RESULTS[Math.max(...results.map((it) => RESULTS.indexOf(it)))] as Result;

/**
 * Reads responses to the content. With `every`, reads each world of the items in question, which takes small content;
 * otherwise reads worlds once where they differ only in items that the conditions treat alike.
 */
export function oracle(content: Content, every = false): (response: Response) => Reading {
	const { known, possible, worlds, truth } = worldsOf(content);

	/** The truths of a subject in the worlds that fit answers, one at a time, without those that rules exclude. */
	const truthsIn = ({ reads, truth: subjectTruth }: Subject, rules: Content["consistency"]) => {
		const read = (world: World): Truth | "impossible" =>
			rules.some((rule) => truth(rule.if, world) === YES && truth(rule.then, world) !== YES)
				? "impossible"
				: subjectTruth(world);
		const conditions = [...reads, ...rules.flatMap((it) => [it.if, it.then])];
		const items = [...new Set(conditions.flatMap(itemsIn))];
		const alike = alikeWorlds(content, conditions, read);
		return function* (answers: Answers): Generator<Truth> {
			const seen = every ? Array.from(worlds(items, answers), read) : alike(answers);
			for (const it of seen) if (it !== "impossible") yield it;
		};
	};
	const truthsOf = (subject: Subject) => truthsIn(subject, []);

	/** The same by the rules about items that a subject reads, once all of those are answered. */
	const ruledTruthsOf = (subject: Subject) => {
		const named = subject.reads.flatMap(itemsIn);
		const rules = content.consistency.filter(({ about }) => named.includes(about));
		const [plain, ruled] = [truthsOf(subject), truthsIn(subject, rules)];
		return (answers: Answers) => (rules.every(({ about }) => known(about, answers[about])) ? ruled : plain)(answers);
	};

	const conditionReader = (condition: Condition) => {
		const truths = truthsOf({
			reads: [condition],
			truth: (world) => truth(condition, world),
		});
		return (answers: Answers) => agreed(truths(answers));
	};

	const elementReader = ({ criterion, soft = [] }: Element) => {
		const conditionsOf = (softensWhen: string) =>
			soft.filter((factor) => factor.softensWhen === softensWhen).map((factor) => factor.criterion);
		const strict = conditionsOf("not-met-or-unclear");
		const truths = ruledTruthsOf({
			reads: [...(criterion ? [criterion] : []), ...strict],
			truth: (world) => {
				const base = criterion ? truth(criterion, world) : YES;
				const softened = strict.some((it) => truth(it, world) !== YES);
				return base === YES && softened ? OPEN : base;
			},
		});
		const presumptions = conditionsOf("not-met").map((it) =>
			truthsOf({ reads: [it], truth: (world) => truth(it, world) }),
		);
		return (answers: Answers): Result => {
			const result = agreed(truths(answers));
			const fails = (presumed: (typeof presumptions)[number]) => {
				const found = new Set(presumed(answers));
				return found.size > 0 && !found.has(YES);
			};
			return result === "met" && presumptions.some(fails) ? "unclear" : result;
		};
	};

	/** Whether a sign names the answer, or all that the answer leaves possible. */
	const shows = ({ item, is }: Sign, answers: Answers) => {
		const answer = answers[item];
		if (answer == null || is.some((id) => id === answer)) return answer != null;
		const named = is.filter((id) => known(item, id));
		const values = named.flatMap((id) => possible(item, id));
		return known(item, answer) && possible(item, answer).every((value) => values.includes(value));
	};

	const definitionResult = ({ routes }: Definition, results: Map<string, Result>) =>
		greatest(
			routes.map(({ elements, atMost }) =>
				least([...elements.map((id) => results.get(id) as Result), ...(atMost ? [atMost] : [])]),
			),
		);

	const fixation = conditionReader(content.signs.fixation.criterion);
	// Packs have elements in common, and a reader remembers what it has read.
	const readers = new Map<string, ReturnType<typeof elementReader>>();
	const readerOf = (element: Element) => {
		const key = JSON.stringify([element.criterion, element.soft]);
		const reader = readers.get(key) ?? elementReader(element);
		readers.set(key, reader);
		return reader;
	};
	const packs = content.packs.map((pack) => {
		const used = pack.definitions.flatMap(({ routes }) => routes.flatMap(({ elements }) => elements));
		const elements = pack.elements.filter(({ id }) => used.includes(id));
		const read = elements.map((it) => [it.id, readerOf(it)] as const);
		return { ...pack, read };
	});

	return ({ place: where, answers }) => {
		const place = content.places.find(({ id }) => id === where)?.law ?? where;
		const reading: Reading = {
			urgent: content.signs.urgent.filter((sign) => shows(sign, answers)).map(({ item }) => item),
			summary: { harassment: "not-met", stalking: "not-met" },
			fixation: fixation(answers),
			definitions: {},
			elements: {},
		};
		const { summary } = reading;
		for (const pack of packs) {
			if (place && pack.place && pack.place !== place) continue;
			const results = new Map(pack.read.map(([id, read]) => [id, read(answers)]));
			for (const [id, result] of results) reading.elements[`${pack.id}/${id}`] = result;
			for (const definition of pack.definitions) {
				const result = definitionResult(definition, results);
				reading.definitions[definition.id] = result;
				if (!pack.inSummary) continue;
				summary.harassment = greatest([summary.harassment, result]);
				if (definition.kind === "stalking") summary.stalking = greatest([summary.stalking, result]);
			}
		}
		return reading;
	};
}

/** What all truths agree on; unclear where they do not, where there is none, and where one is open. */
function agreed(truths: Iterable<Truth>): Result {
	let found: Truth | undefined;
	for (const truth of truths) {
		if (truth === OPEN || (found !== undefined && found !== truth)) return "unclear";
		found = truth;
	}
	if (found === undefined) return "unclear";
	return found === NO ? "not-met" : "met";
}
